package org.bumpwire.config.store;

import org.bumpwire.config.model.User.Role;

/**
 * Who edits.
 *
 * @param address where from, as the audit log has it
 * @param session tells the sessions of one user apart
 */
public record Editor(String user, Role role, String address, String session) {}
