package org.bumpwire.config.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.model.IpsFilter;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.config.schema.IpsContext;

/** The filters on clear text. */
final class IpsCompiler {
    private final Map<String, IpsProfile> profiles = new LinkedHashMap<>();

    IpsCompiler(Scope root) {
        for (Scope profile : root.in(IpsContext.NODE).each(IpsContext.PROFILE)) {
            profiles.put(
                    profile.name(),
                    new IpsProfile(profile.name(), profile.text(IpsContext.PROFILE_DESCRIPTION), filters(profile)));
        }
    }

    /** By name. */
    Map<String, IpsProfile> profiles() {
        return profiles;
    }

    private static List<IpsFilter> filters(Scope profile) {
        List<IpsFilter> filters = new ArrayList<>();
        for (Scope filter : profile.each(IpsContext.FILTER)) {
            filter.optional(IpsContext.MATCH).ifPresent(match -> filters.add(filter(filter, match)));
        }
        return filters;
    }

    private static IpsFilter filter(Scope filter, IpsContext.Match match) {
        return new IpsFilter(
                filter.name(),
                filter.text(IpsContext.DESCRIPTION),
                filter.value(IpsContext.STATE),
                filter.value(IpsContext.DIRECTION),
                match.pattern(),
                match.regularExpression(),
                filter.value(IpsContext.IGNORE_CASE),
                filter.value(IpsContext.SEVERITY).word(),
                filter.value(IpsContext.ACTION),
                filter.value(IpsContext.TCP_RESET));
    }
}
