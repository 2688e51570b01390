package org.bumpwire.config.model;

import java.util.Optional;

/**
 * What somebody may do who logs in by a server elsewhere.
 *
 * @param group the group that they must be in; empty for anybody
 * @param userGroup empty for one that is not limited to certain objects
 */
public record RoleMapping(
        String name, int position, Optional<String> group, Role role, Optional<UserGroup> userGroup) {}
