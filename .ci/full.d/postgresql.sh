#!/usr/bin/env bash
# The ledger on PostgreSQL: its contracts, four processes on one cap, three gateways on one cap, one of them killed, and a
# cut network; over a server of Debian's package that is started and ended here.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
results=$(mktemp -d)
trap 'stop_postgresql; rm -rf "$results"' EXIT
start_postgresql "neither the ledger on PostgreSQL nor a fleet of gateways was checked"
rm -f gateway/target/surefire-reports/TEST-*Postgresql*.xml
mvn -q test -pl gateway -am -Dcheckstyle.skip -Dexec.skip -Dyardmaster.postgresql="$postgresql" \
  -Dtest='PostgresqlLedgerTest*,PostgresqlFleetTest' -Dsurefire.failIfNoSpecifiedTests=false
cp gateway/target/surefire-reports/TEST-*Postgresql*.xml "$results/"
.ci/tests-summary "ledger on PostgreSQL" "$results" | tee "$results/summary"
grep -q ' 0 failed, 0 skipped' "$results/summary"
