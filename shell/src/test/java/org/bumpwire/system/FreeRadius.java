package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.util.Files.contentOf;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** FreeRADIUS with two users, one of whom is in the group "netadmins". */
final class FreeRadius implements AutoCloseable {
    static final String SECRET = "shared with nobody 7";
    static final String PASSWORD = "wonder land 7";

    private final Process process;
    private final int port;

    FreeRadius(Path home) {
        port = freeUdpPort();
        Path output = home.resolve("freeradius.out");
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve("radiusd.conf"), config(home));
            process = new ProcessBuilder(
                            Peer.FREERADIUS.program(),
                            "-d",
                            home.toString(),
                            "-D",
                            "/usr/share/freeradius",
                            "-n",
                            "radiusd",
                            "-f",
                            "-l",
                            "stdout")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("FreeRADIUS to start")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || said(output).contains("Ready to process requests"));
        assertThat(process.isAlive()).as(() -> said(output)).isTrue();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        ServerProcesses.end(process);
    }

    /** A port that was free a moment ago. */
    static int freeUdpPort() {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(Path output) {
        return contentOf(output.toFile(), StandardCharsets.UTF_8);
    }

    private String config(Path home) {
        return """
                prefix = /usr
                libdir = /usr/lib/freeradius
                logdir = %1$s
                run_dir = %1$s
                pidfile = %1$s/freeradius.pid
                security {
                    reject_delay = 0
                    status_server = no
                }
                client device {
                    ipaddr = 127.0.0.1
                    secret = "%2$s"
                    require_message_authenticator = yes
                }
                thread pool {
                    start_servers = 1
                    max_servers = 4
                    min_spare_servers = 1
                    max_spare_servers = 2
                }
                modules {
                    pap {
                    }
                }
                server default {
                    listen {
                        type = auth
                        ipaddr = 127.0.0.1
                        port = %3$d
                    }
                    authorize {
                        if (&User-Name == "alice") {
                            update control {
                                Cleartext-Password := "%4$s"
                            }
                            update reply {
                                Filter-Id := "netadmins"
                                Class := "ops"
                                Message-Authenticator := 0x00
                            }
                        }
                        elsif (&User-Name == "bob" || &User-Name == "admin") {
                            update control {
                                Cleartext-Password := "%4$s"
                            }
                            update reply {
                                Message-Authenticator := 0x00
                            }
                        }
                        pap
                    }
                    authenticate {
                        Auth-Type PAP {
                            pap
                        }
                    }
                    post-auth {
                        Post-Auth-Type REJECT {
                            update reply {
                                Message-Authenticator := 0x00
                            }
                        }
                    }
                }
                """.formatted(home, SECRET, port, PASSWORD);
    }
}
