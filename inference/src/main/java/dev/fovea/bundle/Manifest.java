package dev.fovea.bundle;

/// `manifest.json` of a bundle, version 1.
public record Manifest(String name) {}
