package org.bumpwire.config.compile;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.DomainList;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.type.DomainFile;
import org.jspecify.annotations.Nullable;

/** Takes lists of domains out of the vault; one that any configuration in use has is not read again. */
final class DomainLists {
    private final Vault vault;
    private final Map<String, WeakReference<DomainList>> known = new HashMap<>();

    DomainLists(Vault vault) {
        this.vault = vault;
    }

    synchronized Optional<DomainList> find(Scope category, String id, Problems problems) {
        WeakReference<DomainList> reference = known.get(id);
        @Nullable DomainList list = reference == null ? null : reference.get();
        if (list != null) {
            return Optional.of(list);
        }
        try {
            byte[] text = vault.document(id);
            if (!DomainFile.isCanonical(text)) {
                throw new PkiException("'%s' is no list of domains".formatted(id));
            }
            DomainList read = new DomainList(id, text);
            known.values().removeIf(old -> old.get() == null);
            known.put(id, new WeakReference<>(read));
            return Optional.of(read);
        } catch (PkiException e) {
            problems.add("%s: %s (import its domains again)".formatted(category.path(), e.getMessage()));
            return Optional.empty();
        }
    }
}
