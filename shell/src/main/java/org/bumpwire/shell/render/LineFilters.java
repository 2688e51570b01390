package org.bumpwire.shell.render;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** The filters that stand behind a pipe, each in front of the sink that gets what it lets through. */
public final class LineFilters {
    private LineFilters() {}

    public static LineSink match(Pattern pattern, LineSink next) {
        return new Only(t -> pattern.matcher(t).find(), next);
    }

    public static LineSink except(Pattern pattern, LineSink next) {
        return new Only(t -> !pattern.matcher(t).find(), next);
    }

    /** Everything from the first line that matches. */
    public static LineSink begin(Pattern pattern, LineSink next) {
        boolean[] begun = {false};
        return new Only(
                t -> {
                    begun[0] = begun[0] || pattern.matcher(t).find();
                    return begun[0];
                },
                next);
    }

    public static LineSink first(int count, LineSink next) {
        return new First(count, next);
    }

    public static LineSink last(int count, LineSink next) {
        return new Last(count, next);
    }

    /** Only how many lines there were. */
    public static LineSink count(LineSink next) {
        return new Count(next);
    }

    private record Only(Predicate<String> wanted, LineSink next) implements LineSink {
        @Override
        public void line(String text) {
            if (wanted.test(text)) {
                next.line(text);
            }
        }

        @Override
        public boolean isFull() {
            return next.isFull();
        }

        @Override
        public void end() {
            next.end();
        }
    }

    private static final class First implements LineSink {
        private final LineSink next;
        private int left;

        private First(int count, LineSink next) {
            this.left = count;
            this.next = next;
        }

        @Override
        public void line(String text) {
            if (left > 0) {
                left--;
                next.line(text);
            }
        }

        @Override
        public boolean isFull() {
            return left == 0 || next.isFull();
        }

        @Override
        public void end() {
            next.end();
        }
    }

    private static final class Last implements LineSink {
        private final Deque<String> kept = new ArrayDeque<>();
        private final LineSink next;
        private final int count;

        private Last(int count, LineSink next) {
            this.count = count;
            this.next = next;
        }

        @Override
        public void line(String text) {
            kept.addLast(text);
            if (kept.size() > count) {
                kept.removeFirst();
            }
        }

        @Override
        public void end() {
            kept.forEach(next::line);
            next.end();
        }
    }

    private static final class Count implements LineSink {
        private final LineSink next;
        private long lines;

        private Count(LineSink next) {
            this.next = next;
        }

        @Override
        public void line(String text) {
            lines++;
        }

        @Override
        public void end() {
            next.line("Count: %d lines".formatted(lines));
            next.end();
        }
    }
}
