package org.bumpwire;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "org.bumpwire", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule statsKnowsNoneOfOurs = mayUse("stats");

    @ArchTest
    static final ArchRule journalKnowsNoneOfOurs = mayUse("journal");

    @ArchTest
    static final ArchRule configurationKnowsNoneOfOurs = mayUse("config");

    @ArchTest
    static final ArchRule proxyNeverSeesTheShell = mayUse("proxy", "config", "stats", "journal");

    @ArchTest
    static final ArchRule onlyBootSeesTheProxy = noClasses()
            .that()
            .resideInAPackage("org.bumpwire.shell..")
            .and()
            .resideOutsideOfPackage("org.bumpwire.shell.boot")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bumpwire.proxy..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("org.bumpwire.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nettyLivesInTheProxy = home("io.netty..", "org.bumpwire.proxy..");

    @ArchTest
    static final ArchRule chronicleLivesInItsPackage = home("net.openhft..", "org.bumpwire.journal.chronicle");

    @ArchTest
    static final ArchRule persistentMapsLiveInTheTree = home("org.pcollections..", "org.bumpwire.config.tree");

    @ArchTest
    static final ArchRule jlineLivesInTheLineShell = home("org.jline..", "org.bumpwire.shell.line");

    @ArchTest
    static final ArchRule sshdLivesInTheSshShell = home("org.apache.sshd..", "org.bumpwire.shell.ssh");

    @ArchTest
    static final ArchRule radiusLivesWhereItIsAsked = home("org.aaa4j..", "org.bumpwire.shell.login.radius");

    @ArchTest
    static final ArchRule ldapLivesWhereItIsAsked = home("com.unboundid..", "org.bumpwire.shell.login.ldap");

    @ArchTest
    static final ArchRule picocliLivesWhereArgumentsAreRead =
            home("picocli..", "org.bumpwire.shell.boot", "org.bumpwire.shell.command");

    /** The tour's origin is a peer of the device, with certificates that the device must not have made. */
    @ArchTest
    static final ArchRule bouncyCastleLivesWhereCertificatesAre = home(
            "org.bouncycastle..",
            "org.bumpwire.config.pki",
            "org.bumpwire.config.access",
            "org.bumpwire.proxy.leg",
            "org.bumpwire.proxy.mint",
            "org.bumpwire.proxy.revocation",
            "org.bumpwire.proxy.verify",
            "org.bumpwire.shell.tour");

    @ArchTest
    static final ArchRule correttoLivesInItsPackage = home("com.amazon.corretto..", "org.bumpwire.proxy.crypto");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .that()
            .doNotHaveSimpleName("package-info")
            .should(beInANullMarkedPackage())
            .as("every package should have a package-info with @NullMarked");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Utils?|Helpers?|Impl|Base)")
            .as("no class should be named for being a manager, a utility, a helper, an implementation or a base");

    /** Classes of the first module use, of ours, themselves and the others. */
    private static ArchRule mayUse(String module, String... others) {
        DescribedPredicate<JavaClass> allowed = inModule(module);
        for (String other : others) {
            allowed = allowed.or(inModule(other));
        }
        return noClasses()
                .that(inModule(module))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.bumpwire..").and(DescribedPredicate.not(allowed)))
                .as("%s may use %s of ours"
                        .formatted(module, others.length == 0 ? "nothing" : String.join(", ", others)))
                .allowEmptyShould(true);
    }

    private static ArchRule home(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .as("%s should be used only in %s".formatted(library, String.join(", ", packages)))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> inModule(String module) {
        return describe(
                "in module " + module,
                type -> type.getPackageName().equals("org.bumpwire." + module)
                        || type.getPackageName().startsWith("org.bumpwire." + module + "."));
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type,
                        marked,
                        "%s: @NullMarked is %s".formatted(type.getPackageName(), marked ? "there" : "missing")));
            }
        };
    }
}
