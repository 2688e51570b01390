package org.bumpwire.shell.login;

/** One server elsewhere that can be asked; safe for many threads, and never longer than its timeouts allow. */
public interface LoginServer {
    ServerAnswer ask(String user, char[] password);
}
