package org.bumpwire.config.pki;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Whether a passphrase protects the device key, and so all private keys that rest on disk. */
public final class KeyProtection {
    private final @Nullable DeviceKeyFile file;
    private final DeviceKey key;

    KeyProtection(@Nullable DeviceKeyFile file, DeviceKey key) {
        this.file = file;
        this.key = key;
    }

    /** Whether the keys on disk cannot be read without a passphrase. */
    public boolean hasPassphrase() throws PkiException {
        return file != null && file.isProtected();
    }

    /** Whether it is the passphrase; takes as long as a guess shall. */
    public boolean opensWith(char[] passphrase) throws PkiException {
        if (!hasPassphrase()) {
            return false;
        }
        try {
            DeviceKey unused = requireFile().read(passphrase);
            return true;
        } catch (PkiException e) {
            if (e.getCause() instanceof GeneralSecurityException) {
                return false;
            }
            throw e;
        }
    }

    /** Protects the keys on disk by another passphrase, or by a first one; a crash leaves the old or the new. */
    public void protect(char[] passphrase) throws PkiException {
        requireFile().writeProtected(key, passphrase);
    }

    /** Lets the keys on disk be read without a passphrase again. */
    public void unprotect() throws PkiException {
        requireFile().writeUnprotected(key);
    }

    private DeviceKeyFile requireFile() throws PkiException {
        if (file == null) {
            throw new PkiException("This vault is in memory and has no device key file");
        }
        return file;
    }
}
