package org.yardmaster.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The package arrows of the house: code depends only on rooms that the prompt has passed. */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.yardmaster");

  private static final String[] KERNEL = {
    "org.yardmaster.feature..", "org.yardmaster.decide..", "org.yardmaster.policyfile.."
  };
  private static final String[] NOUNS = {
    "org.yardmaster.data..",
    "org.yardmaster.outcome..",
    "org.yardmaster.price..",
    "org.yardmaster.load..",
    "org.yardmaster.audit..",
    "org.yardmaster.provenance..",
    "org.yardmaster.builtin..",
    "org.yardmaster.generate.."
  };
  private static final String[] LEARNING = {
    "org.yardmaster.train..",
    "org.yardmaster.evaluate..",
    "org.yardmaster.stats..",
    "org.yardmaster.export.."
  };
  private static final String[] GATEWAY = {
    "org.yardmaster.provider..",
    "org.yardmaster.upstream..",
    "org.yardmaster.budget..",
    "org.yardmaster.ledger..",
    "org.yardmaster.journal..",
    "org.yardmaster.dialect..",
    "org.yardmaster.config..",
    "org.yardmaster.routing..",
    "org.yardmaster.failover..",
    "org.yardmaster.payment..",
    "org.yardmaster.telemetry..",
    "org.yardmaster.server.."
  };
  private static final String[] PUBLISHER = {
    "org.yardmaster.page..", "org.yardmaster.table..", "org.yardmaster.chart.."
  };
  private static final String[] LABORATORY = {
    "org.yardmaster.store..",
    "org.yardmaster.experiment..",
    "org.yardmaster.replay..",
    "org.yardmaster.grade..",
    "org.yardmaster.verify..",
    "org.yardmaster.cli.."
  };

  @Test
  void theKernelKnowsTheJdkAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(KERNEL)
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..", "jdk.incubator.vector..", "org.jspecify..", KERNEL[0], KERNEL[1], KERNEL[2])
        .check(HOUSE);
  }

  @Test
  void theNounsKnowNoneOfTheOtherRooms() {
    noClasses()
        .that()
        .resideInAnyPackage(NOUNS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(all(KERNEL, LEARNING, GATEWAY, PUBLISHER, LABORATORY))
        .check(HOUSE);
  }

  @Test
  void learningKnowsNeitherGatewayNorPublisherNorLaboratory() {
    noClasses()
        .that()
        .resideInAnyPackage(LEARNING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(all(GATEWAY, PUBLISHER, LABORATORY))
        .check(HOUSE);
  }

  @Test
  void theGatewayNeverJudgesLearnsOrPublishes() {
    noClasses()
        .that()
        .resideInAnyPackage(GATEWAY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(all(LEARNING, PUBLISHER, LABORATORY))
        .check(HOUSE);
  }

  @Test
  void thePublisherKnowsNeitherGatewayNorLaboratory() {
    noClasses()
        .that()
        .resideInAnyPackage(PUBLISHER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(all(GATEWAY, LABORATORY))
        .check(HOUSE);
  }

  @Test
  void onlyTheStoreAndTheLedgersDatabasesKnowSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.yardmaster.store..",
            "org.yardmaster.ledger.sql..",
            "org.yardmaster.ledger.sqlite..",
            "org.yardmaster.ledger.postgresql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.duckdb..", "org.sqlite..", "org.postgresql..")
        .check(HOUSE);
  }

  @Test
  void onlyTrainingAndTribuosOwnFormKnowTribuo() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.yardmaster.train..", "org.yardmaster.bench..")
        .and()
        .doNotHaveFullyQualifiedName("org.yardmaster.export.TribuoExport")
        .and()
        .doNotHaveFullyQualifiedName("org.yardmaster.export.TribuoFeatures")
        .and()
        .doNotHaveFullyQualifiedName("org.yardmaster.verify.TribuoRuntime")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tribuo..", "de.bwaldvogel..")
        .check(HOUSE);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.yardmaster.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  private static String[] all(String[]... rooms) {
    return java.util.Arrays.stream(rooms).flatMap(java.util.Arrays::stream).toArray(String[]::new);
  }
}
