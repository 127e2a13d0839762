package dev.fovea.bench.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process holds in memory, from `/proc/PID/status` (proc(5)), mebibytes.
///
/// @param resident all of it, files mapped in included (VmRSS)
/// @param anonymous the part that is no file's copy (RssAnon)
/// @param peak the most ever resident (VmHWM)
public record ProcessMemory(double resident, double anonymous, double peak) {

    public static ProcessMemory of(long pid) throws IOException {
        return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
    }

    static ProcessMemory parse(List<String> status) {
        return new ProcessMemory(field(status, "VmRSS:"), field(status, "RssAnon:"), field(status, "VmHWM:"));
    }

    private static double field(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .mapToDouble(text -> Long.parseLong(text) / 1024.0)
                .findFirst()
                .orElse(Double.NaN);
    }
}
