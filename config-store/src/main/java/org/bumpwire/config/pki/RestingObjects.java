package org.bumpwire.config.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A vault's objects as they rest on disk: private keys stay encrypted, and those in memory only are no part of it. */
public final class RestingObjects {
    private final ObjectStorage storage;
    private final DeviceKey deviceKey;
    private final Vault vault;

    RestingObjects(ObjectStorage storage, DeviceKey deviceKey, Vault vault) {
        this.storage = storage;
        this.deviceKey = deviceKey;
        this.vault = vault;
    }

    /** The files of some ids, by their names. */
    public Map<String, byte[]> of(Collection<String> ids) throws PkiException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String id : ids) {
            for (String suffix : Vault.SUFFIXES) {
                String name = ObjectFiles.name(ObjectFiles.requireId(id), suffix);
                read(name).ifPresent(content -> files.put(name, content));
            }
        }
        return files;
    }

    /** Puts all of them into the vault again, or none if one is not what its name says. */
    public void bringBack(Map<String, byte[]> files) throws PkiException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            require(file.getKey(), file.getValue());
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            put(file.getKey(), file.getValue());
        }
    }

    private void require(String name, byte[] content) throws PkiException {
        String id = ObjectFiles.id(name, Vault.SUFFIXES)
                .orElseThrow(() -> new PkiException("'%s' is no object of the vault".formatted(name)));
        if (name.endsWith(Vault.KEY_SUFFIX)) {
            byte[] clear = open(id, content);
            Arrays.fill(clear, (byte) 0);
        } else if (!ObjectFiles.idOf(content).equals(id)) {
            throw new PkiException("'%s' in it is damaged".formatted(name));
        }
    }

    private void put(String name, byte[] content) throws PkiException {
        if (name.endsWith(Vault.KEY_SUFFIX)) {
            byte[] clear = open(ObjectFiles.id(name, Vault.SUFFIXES).orElseThrow(), content);
            try {
                String unused = vault.putKey(PrivateKeys.ofPkcs8(clear));
            } finally {
                Arrays.fill(clear, (byte) 0);
            }
        } else if (name.endsWith(Vault.CHAIN_SUFFIX)) {
            String unused = vault.putChain(Certificates.ofPem(content, name));
        } else {
            String unused = vault.putDocument(content);
        }
    }

    private byte[] open(String id, byte[] sealed) throws PkiException {
        try {
            return deviceKey.open(sealed, id);
        } catch (GeneralSecurityException e) {
            throw new PkiException(
                    "Private key '%s' in it is damaged, or encrypted by another device".formatted(id), e);
        }
    }

    private Optional<byte[]> read(String name) throws PkiException {
        try {
            return storage.read(name);
        } catch (IOException e) {
            throw new PkiException(
                    "File '%s/%s' cannot be read: %s".formatted(storage.location(), name, PrivateFiles.reason(e)), e);
        }
    }
}
