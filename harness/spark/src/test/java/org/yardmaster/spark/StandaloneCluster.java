package org.yardmaster.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A master and two workers on the loopback interface, each a process of its own. */
final class StandaloneCluster implements AutoCloseable {
  private final Path home;
  private final Path folder;
  private final Map<String, String> environment;
  private final int port = freePort();
  private final Process master;
  private final List<Process> workers = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param environment of the workers, and so of all executors
   */
  StandaloneCluster(Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    this.home =
        Optional.ofNullable(System.getenv("SPARK_HOME"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("yardmaster.home"), "harness/spark/runtime/target"));
    this.folder = folder;
    this.environment = environment;
    this.master =
        start(
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--webui-port",
            "0");
    awaitMaster();
    workers.add(worker("one"));
    workers.add(worker("two"));
  }

  String address() {
    return "spark://127.0.0.1:" + port;
  }

  /** Kills a worker's machine, as far as processes can: the daemon and its executors, at once. */
  void killWorker(int index) {
    Process worker = workers.get(index);
    List<ProcessHandle> executors = worker.descendants().toList();
    worker.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  private Process worker(String name) throws IOException {
    return start(
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "-c",
        "1",
        "-m",
        "1g",
        "--webui-port",
        "0",
        "-d",
        folder.resolve(name).toString(),
        address());
  }

  private Process start(String main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                home.resolve("jars") + "/*",
                main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("daemons.log").toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private void awaitMaster() throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (Instant.now().isBefore(deadline)) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("No master after two minutes; see " + folder);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    }
  }

  @Override
  public void close() {
    for (int index = 0; index < workers.size(); index++) {
      killWorker(index);
    }
    master.destroyForcibly();
  }
}
