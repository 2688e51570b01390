package org.bumpwire.journal.chronicle;

import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SslInspectionRecord;

/** Records as the device writes them. */
final class SampleRecords {
    static SslInspectionRecord sslInspection(long timeNanos, long session) {
        SslInspectionRecord.Leg leg =
                new SslInspectionRecord.Leg("TLSv1.3", "TLS_AES_128_GCM_SHA256", "X25519MLKEM768", false, "h2");
        return new SslInspectionRecord(
                timeNanos,
                session,
                "outbound",
                Severity.INFORMATIONAL,
                "Inspected",
                "",
                "",
                "OFFICE",
                "STAFF",
                "DEFAULT",
                "WEB",
                "PROXY",
                "CN=www.example.org",
                leg,
                leg,
                "192.0.2.7:50123",
                "198.51.100.1:443",
                "www.example.org",
                "CN=www.example.org",
                "ab".repeat(32),
                "CN=Example Issuing CA",
                "GET / HTTP/1.1",
                517,
                4_096,
                4_000,
                611,
                12_345_678,
                3);
    }

    private SampleRecords() {}
}
