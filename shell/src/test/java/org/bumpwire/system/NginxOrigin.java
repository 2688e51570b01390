package org.bumpwire.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A web server of the world outside: nginx, with one port for each way of speaking TLS that a test needs. */
final class NginxOrigin implements AutoCloseable {
    static final String PAGE = "This page comes from nginx";
    private final Path home;
    private final List<String> servers = new ArrayList<>();
    private final List<String> launchPrefix;
    private final List<Integer> ports = new ArrayList<>();
    private Process process;

    NginxOrigin(Path home) {
        this(home, List.of());
    }

    /** @param launchPrefix such as the words that put a command into a network namespace */
    @SuppressWarnings("NullAway.Init") // The process begins with start().
    NginxOrigin(Path home, List<String> launchPrefix) {
        this.home = home;
        this.launchPrefix = launchPrefix;
    }

    /** Another port, with TLS 1.2 and 1.3. */
    int serve(CertificateFiles certificate) {
        return serve(certificate, "TLSv1.2 TLSv1.3");
    }

    int serve(CertificateFiles certificate, String protocols) {
        int port = Ports.free();
        ports.add(port);
        serve("127.0.0.1:" + port, certificate, protocols);
        return port;
    }

    void serve(String address, CertificateFiles certificate, String protocols) {
        // Security level 0 lets the OpenSSL behind nginx speak TLS 1.0 and 1.1.
        servers.add("""
                    server {
                        listen %s ssl http2 backlog=1024;
                        ssl_certificate %s;
                        ssl_certificate_key %s;
                        ssl_protocols %s;
                        ssl_ciphers DEFAULT@SECLEVEL=0;
                        location /upload/ {
                            dav_methods PUT;
                        }
                    }
                """.formatted(address, certificate.pem(), certificate.key(), protocols));
    }

    /**
     * Another port, which asks for a client certificate; {@code /who} answers what nginx thinks of it.
     *
     * @param verification as nginx has it: on or optional
     */
    int asking(CertificateFiles certificate, String protocols, String verification, CertificateFiles clientCa) {
        int port = Ports.free();
        ports.add(port);
        servers.add("""
                    server {
                        listen 127.0.0.1:%d ssl;
                        ssl_certificate %s;
                        ssl_certificate_key %s;
                        ssl_protocols %s;
                        ssl_verify_client %s;
                        ssl_client_certificate %s;
                        location /who {
                            return 200 "client: $ssl_client_verify";
                        }
                    }
                """.formatted(port, certificate.pem(), certificate.key(), protocols, verification, clientCa.pem()));
        return port;
    }

    NginxOrigin start() {
        try {
            Files.createDirectories(home.resolve("www/upload"));
            Files.writeString(home.resolve("www/index.html"), PAGE);
            Path config = Files.writeString(home.resolve("nginx.conf"), config());
            List<String> command = new ArrayList<>(launchPrefix);
            command.addAll(List.of(
                    Peer.NGINX.program(), "-p", home.toString(), "-c", config.toString(), "-e", log().toString()));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("nginx.out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int port : ports) {
            Ports.awaitOpen(port, process, home.resolve("nginx.out"));
        }
        return this;
    }

    /** A file that it serves, or that it was sent. */
    Path file(String path) {
        return home.resolve("www").resolve(path);
    }

    /** One line a request: status, TLS version, cipher, server name, HTTP version, request. */
    List<String> accessLog() {
        try {
            return Files.readAllLines(home.resolve("access.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ServerProcesses.end(process);
    }

    private Path log() {
        return home.resolve("error.log");
    }

    private String config() {
        return """
                daemon off;
                worker_processes 1;
                worker_rlimit_nofile 8192;
                user root;
                pid %1$s/nginx.pid;
                events {
                    worker_connections 4096;
                }
                http {
                    log_format flow '$status $ssl_protocol $ssl_cipher $ssl_server_name $server_protocol $request_uri';
                    access_log %1$s/access.log flow;
                    root %1$s/www;
                    client_max_body_size 0;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    ssl_session_tickets on;
                    keepalive_requests 100000;
                    default_type text/plain;
                %2$s
                }
                """.formatted(home, String.join("\n", servers));
    }
}
