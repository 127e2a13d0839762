package dev.fovea.trtbuild;

import dev.fovea.trtbuild.BuildOutcome.Ready;
import dev.fovea.trtbuild.BuildOutcome.Refused;
import dev.fovea.trtbuild.ChildProcess.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// An engine for who wishes one: the one in the folder if it is sound, else a new one, else the reason. One build
/// at a time, by whatever process; one thread at a time.
public final class EngineBuilds {
    private static final System.Logger LOG = System.getLogger(EngineBuilds.class.getName());

    private final EngineFolder folder;
    private final BuildSettings settings;
    private final Surroundings around;

    /// @param child the command that builds, to which the folder of the order is added
    /// @param libraries folders where NVIDIA's libraries are looked for first
    /// @param root `/`, or a copy of another machine's
    /// @param nanos the clock
    public record Surroundings(List<String> child, List<Path> libraries, Path root, LongSupplier nanos) {
        public Surroundings {
            child = List.copyOf(child);
            libraries = List.copyOf(libraries);
        }

        /// This machine, and a child of the same Java and class path as this process.
        public static Surroundings real(List<Path> libraries, LongSupplier nanos) {
            List<String> child = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx192m",
                    "-ea",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path")));
            // Where the launcher has unpacked native libraries.
            System.getProperties().stringPropertyNames().stream()
                    .filter(name -> name.startsWith("fovea.") || name.equals("onnxruntime.native.path"))
                    .forEach(name -> child.add(1, "-D" + name + "=" + System.getProperty(name)));
            child.add(ChildMain.class.getName());
            return new Surroundings(child, libraries, Path.of("/"), nanos);
        }
    }

    public EngineBuilds(EngineFolder folder, BuildSettings settings, Surroundings around) {
        this.folder = folder;
        this.settings = settings;
        this.around = around;
    }

    /// The engine in the folder, if it is this one.
    public EngineFile.Found stored(String task, EngineKey key) {
        EngineFile.Found found = EngineFile.read(folder.engine(task), key);
        if (found instanceof EngineFile.Found.Unsound(var reason)) {
            LOG.log(System.Logger.Level.WARNING, "the stored engine for {0} is not used: {1}", task, reason);
        }
        return found;
    }

    /// Makes a new engine and stores it; takes minutes.
    ///
    /// @param progress told by another thread
    /// @throws InterruptedException when the caller is; nothing goes on then
    public BuildOutcome build(EngineWish wish, EngineKey key, Consumer<BuildProgress> progress)
            throws InterruptedException {
        try (FileChannel file = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (file.tryLock() == null) {
                LOG.log(System.Logger.Level.INFO, "another process makes engines: {0} waits for it", wish.task());
                file.lock();
                if (stored(wish.task(), key) instanceof EngineFile.Found.Sound(var plan, var built)) {
                    return new Ready(plan, built, "another process has made it meanwhile");
                }
            }
            return buildAlone(wish, key, progress);
        } catch (OverlappingFileLockException e) {
            return new Refused("this process makes engines in the same folder already");
        } catch (FileLockInterruptionException stopped) {
            Thread.interrupted();
            throw new InterruptedException("while another process made engines");
        } catch (IOException e) {
            return new Refused("the engine cannot be built: " + folder.lock() + " cannot be locked: " + e.getMessage());
        }
    }

    private BuildOutcome buildAlone(EngineWish wish, EngineKey key, Consumer<BuildProgress> progress)
            throws InterruptedException {
        Optional<String> shortage = Memory.now(around.root()).flatMap(memory -> memory.shortOf(settings.memoryMin()));
        if (shortage.isPresent()) {
            return new Refused(shortage.get());
        }
        try {
            Files.deleteIfExists(folder.log(wish.task()));
            Path timings = folder.timings(key.tensorRt(), key.sm());
            Order order = Order.write(
                    folder.work(wish.task()), wish, key, settings, new Order.Places(timings, around.libraries()));
            BuildOutcome outcome = build(wish, key, order, progress);
            keepTimings(order, timings);
            return outcome;
        } catch (IOException e) {
            return new Refused("the engine cannot be built: a file cannot be read or written: " + e.getMessage());
        } finally {
            clear(wish.task());
        }
    }

    private BuildOutcome build(EngineWish wish, EngineKey key, Order order, Consumer<BuildProgress> progress)
            throws InterruptedException, IOException {
        long start = around.nanos().getAsLong();
        ChildProcess child = new ChildProcess(
                new ChildProcess.Watch(settings, around.root(), around.nanos()), folder.log(wish.task()));
        Consumer<BuildLine.Progress> told = now -> progress.accept(new BuildProgress(
                wish.task(),
                now.stage(),
                now.percent(),
                Duration.ofNanos(around.nanos().getAsLong() - start)));
        List<String> command = new ArrayList<>(around.child());
        command.add(order.folder().toString());
        End end = child.run(command, told);
        Optional<Path> trtexec = TrtExec.find(around.root());
        if (end instanceof End.Failure(var reason, var anotherMayTry) && anotherMayTry && trtexec.isPresent()) {
            LOG.log(System.Logger.Level.WARNING, "trtexec builds the engine for {0}: {1}", wish.task(), reason);
            child.run(TrtExec.command(trtexec.get(), order, wish.network().shape(), key), told);
            end = Files.exists(order.foreignPlan()) ? child.run(command, told) : end;
        }
        if (end instanceof End.Failure(var _, var buildersFault) && buildersFault) {
            // It may be what was learned before that it stumbles over; to learn it again takes only time.
            Files.deleteIfExists(folder.timings(key.tensorRt(), key.sm()));
        }
        return switch (end) {
            case End.Failure failure -> new Refused(failure.reason());
            case End.Made(var agreement) -> publish(wish.task(), key, order, agreement);
        };
    }

    private BuildOutcome publish(String task, EngineKey key, Order order, String agreement) throws IOException {
        return switch (EngineFile.read(order.made(), key)) {
            case EngineFile.Found.Sound(var plan, var built) -> {
                EngineFile.publish(order.made(), folder.engine(task));
                yield new Ready(plan, built, "built here; " + agreement);
            }
            case EngineFile.Found.Missing() -> new Refused("the builder said it was done, but there is no engine");
            case EngineFile.Found.Unsound(var reason) -> new Refused("the builder's engine is not sound: " + reason);
        };
    }

    /// What was learned helps the next build, and only that: a failure to keep it is no failure.
    private static void keepTimings(Order order, Path timings) {
        try {
            if (Files.exists(order.timingsAfter())) {
                Files.move(order.timingsAfter(), timings, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "what was learned about kernels is lost: {0}", e.toString());
        }
    }

    private void clear(String task) {
        try {
            folder.clear(task);
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "the work folder of {0} stays: {1}", task, e.toString());
        }
    }
}
