package dev.fovea.bundle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.regex.Pattern;

/// `manifest.sig`: who signed the bytes of `manifest.json`. The manifest holds the hash of every other file, so that
/// one
/// signature stands for the whole bundle.
///
/// @param key the id of the key, `fovea-release`
/// @param base64 the Ed25519 signature, 64 bytes in Base64
record ManifestSignature(String key, String base64) {
    static final String FILE = "manifest.sig";
    /// What a key may be called: it is part of a file's name.
    static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private static final int FORMAT = 1;
    /// 64 bytes in Base64.
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/]{86}==");

    /// @throws BundleException naming the key at fault
    static ManifestSignature read(byte[] json) {
        Fields fields = Fields.of(FILE + ":", Json.read(FILE, json));
        fields.whole("format", FORMAT, FORMAT);
        ManifestSignature read = new ManifestSignature(fields.text("key", KEY), fields.text("signature", SIGNATURE));
        fields.end();
        return read;
    }

    byte[] toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT).put("key", key).put("signature", base64);
        return Json.write(json);
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }
}
