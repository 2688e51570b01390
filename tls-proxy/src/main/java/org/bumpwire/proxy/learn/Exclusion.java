package org.bumpwire.proxy.learn;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.bumpwire.proxy.policy.Lesson;
import org.bumpwire.proxy.policy.MatchedPolicy;

/**
 * One destination whose flows are not decrypted for a while, because of what was learned about it.
 *
 * @param id by which operators name it
 */
public record Exclusion(long id, Key key, Lesson lesson, Instant learnedAt, Instant expiresAt) {
    /**
     * Which flows it is for.
     *
     * @param client the only one; empty for all
     * @param sni the host name that they ask for; empty for those that ask for none
     * @param destination address and port; empty for any
     */
    public record Key(String profile, String policy, Optional<InetAddress> client, String sni, String destination) {
        static Key of(MatchedPolicy policy, Optional<InetAddress> client, String sni, String destination) {
            return new Key(policy.profileName(), policy.name(), client, sni, destination);
        }

        @Override
        public String toString() {
            return "profile \"%s\" policy \"%s\": %s%s%s"
                    .formatted(
                            profile,
                            policy,
                            sni.isEmpty() ? destination : sni,
                            sni.isEmpty() || destination.isEmpty() ? "" : " at " + destination,
                            client.map(address -> " for client " + address.getHostAddress())
                                    .orElse(""));
        }
    }

    boolean holdsAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
