# Sourced by the scripts beside it, behind progress.sh: finds a JDK 25 and builds what they run, bridge and tests, when
# that is needed. $root is the checkout.

log=$root/.monarch/build.log
built=$root/target/demo-built

make_workplace() {
  mkdir -p "$root/.monarch" 2>/dev/null && [ -w "$root/.monarch" ] || fail "$root/.monarch cannot be written by $(id -un)"
}

is_jdk_25() { [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null; }

find_jdk() {
  : "${HOME:=/}"
  if [ -n "${JAVA_HOME-}" ] && ! is_jdk_25 "$JAVA_HOME"; then
    say "JAVA_HOME is no JDK 25; looking for another one"
    unset JAVA_HOME
  fi
  . "$root/.mvn/jdk.sh"
  if [ -z "${JAVA_HOME-}" ] && command -v javac >/dev/null; then
    JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
  fi
  is_jdk_25 "${JAVA_HOME-/}" || fail "a JDK 25 is needed; on Debian or Ubuntu: sudo apt-get install openjdk-25-jdk-headless, or set JAVA_HOME"
  export JAVA_HOME
}

is_built() {
  [ -f "$built" ] && [ -f "$root/target/quarkus-app/quarkus-run.jar" ] && [ -f "$root/target/monarch-sandbox.jar" ] &&
    [ -z "$(find "$root/pom.xml" "$root/src" -newer "$built" -print -quit)" ]
}

downloads() { printf '%s files downloaded' "$(grep -c '^\[INFO\] Downloaded from' "$log" || true)"; }

build() {
  exec 8>"$root/.monarch/build.lock" || fail "$root/.monarch/build.lock cannot be written by $(id -un)"
  if ! flock -n 8; then
    say "another run is building; waiting for it"
    flock 8
  fi
  if ! is_built; then
    : >"$log"
    say "building bridge and sandbox with ./mvnw; the first time it downloads Maven and libraries: some 1,300 files, 250 MB"
    quietly "build" downloads "$root/mvnw" -B -f "$root/pom.xml" -DskipTests -Dquick package
    touch "$built"
  fi
  exec 8>&-
}
