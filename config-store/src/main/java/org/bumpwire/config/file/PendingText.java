package org.bumpwire.config.file;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The text of a {@link PendingConfirm} on disk: that of the revision to go back to, with remarks for the rest. */
final class PendingText {
    private PendingText() {}

    static byte[] write(PendingConfirm pending) {
        List<String> remarks = new ArrayList<>();
        String claim = pending.claim().text();
        remarks.add("unconfirmed until %s within %s".formatted(pending.deadline(), pending.within())
                + (claim.isEmpty() ? "" : " by " + claim));
        pending.unconfirmed().forEach(revision -> remarks.add(RevisionText.words(revision)));
        return RevisionText.write(
                new RevisionText.Stored(
                        pending.back().revision(), pending.back().tree()),
                remarks);
    }

    static PendingConfirm read(Path file, byte[] content) throws DamagedFileException {
        RevisionText.Stored back = RevisionText.read(file, content);
        List<String> remarks = RevisionText.readRemarks(file, content);
        String[] times = remarks.isEmpty() ? new String[0] : remarks.get(0).split(" ", -1);
        if ((times.length != 5 && times.length != 7) || remarks.size() < 2) {
            throw new DamagedFileException("'%s' does not say what is to be confirmed".formatted(file));
        }
        List<Revision> unconfirmed = new ArrayList<>();
        for (String remark : remarks.subList(1, remarks.size())) {
            unconfirmed.add(RevisionText.revision(file, remark));
        }
        try {
            return new PendingConfirm(
                    Instant.parse(times[2]),
                    Duration.parse(times[4]),
                    new Claim(times.length == 7 ? times[6] : ""),
                    unconfirmed,
                    new RevisionFolder.Saved(back.revision(), back.tree()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new DamagedFileException("'%s' does not say until when it is to be confirmed".formatted(file));
        }
    }
}
