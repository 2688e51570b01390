package org.bumpwire.journal.chronicle;

import org.bumpwire.journal.Severity;

/** What an operator should hear about a journal, in one sentence. */
record News(Severity severity, String sentence) {}
