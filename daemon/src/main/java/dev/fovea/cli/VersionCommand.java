package dev.fovea.cli;

import dev.fovea.app.Version;
import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.Manifest;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What a person quotes when asking for help.
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        description = "Versions of the program, Java and the models.")
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Fovea " + Version.text());
        out.println("Java " + Runtime.version() + " on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        for (String task : Bundle.embeddedTasks()) {
            Manifest manifest = Bundle.embedded(task).manifest();
            out.println("model " + task + ": " + manifest.name() + " " + manifest.version() + ", " + manifest.title());
        }
        out.flush();
    }
}
