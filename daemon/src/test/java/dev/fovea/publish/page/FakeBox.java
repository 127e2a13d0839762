package dev.fovea.publish.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What `/v1/box` may say, as the page knows it.
final class FakeBox {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FakeBox() {}

    /// A Jetson Nano without a worry.
    static ObjectNode well() {
        ObjectNode box = silent();
        box.put("readAt", "2026-11-22T10:00:00Z");
        box.putObject("board")
                .put("model", "NVIDIA Jetson Nano Developer Kit")
                .put("l4t", "32.7.4")
                .put("jetPack", "4.6.4");
        place(box, "AO-therm", 36.5);
        place(box, "CPU-therm", 48.25).put("limit", 97);
        place(box, "GPU-therm", 45);
        place(box, "PLL-therm", 44);
        place(box, "thermal-fan-est", 46);
        box.withArray("rails")
                .addObject()
                .put("name", "POM_5V_IN")
                .put("volts", 5.104)
                .put("watts", 4.25);
        box.put("powerMode", "MAXN").put("cpuLoad", 0.61).put("speed", 1.0);
        box.withArray("cores").addObject().put("number", 0).put("online", true).put("hertz", 1_479_000_000L);
        box.putObject("gpu").put("load", 0.137).put("hertz", 76_800_000L);
        box.withArray("fans")
                .addObject()
                .put("name", "pwm-fan")
                .put("duty", 0.31)
                .put("rpm", 1980);
        memory(box, 4_156_715_008L, 2_171_338_752L);
        return box;
    }

    /// The same, so hot that it is slowed down, and short of memory.
    static ObjectNode hot() {
        ObjectNode box = well();
        box.withArray("temperatures").removeAll();
        place(box, "CPU-therm", 98).put("limit", 97);
        warning(box, "too-hot", true, "The box is too hot: it runs at half speed.", "Keep it out of the sun.");
        warning(box, "power-limit", false, "The box draws more current than it may.", "Choose a lower power mode.");
        return box;
    }

    /// Well but for one thing that can wait.
    static ObjectNode remark() {
        ObjectNode box = well();
        warning(box, "hot", false, "The box is hot.", "Keep it out of the sun.");
        return box;
    }

    /// A plain computer that tells its memory only.
    static ObjectNode plain() {
        ObjectNode box = silent();
        box.put("readAt", "2026-11-22T10:00:00Z");
        memory(box, 16_000_000_000L, 9_000_000_000L);
        return box;
    }

    /// Before the first reading.
    static ObjectNode unread() {
        ObjectNode box = JSON.createObjectNode();
        box.putArray("warnings");
        return box;
    }

    private static ObjectNode silent() {
        ObjectNode box = JSON.createObjectNode();
        box.putArray("temperatures");
        box.putArray("rails");
        box.putArray("cores");
        box.putArray("fans");
        box.putArray("warnings");
        return box;
    }

    private static ObjectNode place(ObjectNode box, String zone, double celsius) {
        return box.withArray("temperatures").addObject().put("zone", zone).put("celsius", celsius);
    }

    private static void warning(ObjectNode box, String code, boolean grave, String words, String advice) {
        box.withArray("warnings")
                .addObject()
                .put("code", code)
                .put("grave", grave)
                .put("words", words)
                .put("advice", advice);
    }

    private static void memory(ObjectNode box, long total, long available) {
        ObjectNode memory = box.putObject("memory");
        memory.put("totalBytes", total).put("availableBytes", available);
        memory.putObject("swap").put("totalBytes", 0).put("usedBytes", 0);
        memory.putObject("zram").put("totalBytes", 1_039_171_584L).put("usedBytes", 1_048_576L);
    }
}
