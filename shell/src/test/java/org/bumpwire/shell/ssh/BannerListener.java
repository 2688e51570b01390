package org.bumpwire.shell.ssh;

import java.util.List;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;

/** Notes what a server says before the login. */
record BannerListener(StringBuilder heard) implements UserInteraction {
    @Override
    public void welcome(ClientSession session, String banner, String lang) {
        heard.append(banner);
    }

    @Override
    public String[] interactive(
            ClientSession session, String name, String instruction, String lang, String[] prompt, boolean[] echo) {
        return List.of().toArray(String[]::new);
    }

    @Override
    public String getUpdatedPassword(ClientSession session, String prompt, String lang) {
        return "";
    }
}
