#!/usr/bin/env bash
# The Spark engine beside the local one on the same data, and a master with two workers of which one
# is killed midway. Spark comes from SPARK_HOME or from Maven Central (about 280 MB, no distribution).
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -z "${SPARK_HOME:-}" ]; then
  if ! mvn -q -B -f harness/spark/runtime/pom.xml package; then
    echo "spark: skipped, Spark could not be fetched; neither engine contract nor killed workers were checked"
    exit 77
  fi
  export SPARK_HOME=$PWD/harness/spark/runtime/target
fi
export SPARK_LOCAL_IP=127.0.0.1
mvn -q -Pspark verify -pl harness/spark -am -Dtest='EngineContractTest,KilledWorkerTest' \
  -Dsurefire.failIfNoSpecifiedTests=false
if unzip -l harness/spark/target/yardmaster-spark.jar | grep -qE 'duckdb|tribuo|org/apache/spark'; then
  echo "spark: the application carries what it must not"
  exit 1
fi
