package org.bumpwire.config.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.store.ConfigSubscriber.PreparedChange;
import org.junit.jupiter.api.Test;

class SubscribersTest {
    private final List<String> heard = new ArrayList<>();

    @Test
    void appliesTheOthersWhereOneFailsAlthoughItMustNot() {
        new Subscribers.Prepared(List.of(change("one"), change("bad"), change("two"))).apply();

        assertThat(heard).containsExactly("apply one", "apply bad", "apply two");
    }

    @Test
    void discardsTheLastFirstAndAllOfThem() {
        new Subscribers.Prepared(List.of(change("one"), change("bad"), change("two"))).discard();

        assertThat(heard).containsExactly("discard two", "discard bad", "discard one");
    }

    private PreparedChange change(String name) {
        return new PreparedChange() {
            @Override
            public void apply() {
                did("apply " + name);
            }

            @Override
            public void discard() {
                did("discard " + name);
            }
        };
    }

    private void did(String what) {
        heard.add(what);
        if (what.endsWith("bad")) {
            throw new IllegalStateException(what);
        }
    }
}
