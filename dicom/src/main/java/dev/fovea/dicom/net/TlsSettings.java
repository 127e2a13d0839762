package dev.fovea.dicom.net;

import java.nio.file.Path;
import java.util.Optional;

/// What the listener proves itself with, and whom it asks for proof.
///
/// @param keystore PKCS#12 file with our key and certificate, `dicom.tls-keystore`
/// @param passwordFile its first line is the keystore's password, `dicom.tls-password-file`
/// @param callers PEM file of the certificates that callers' certificates must be, or be signed by; empty: a caller
///     needs none, `dicom.tls-callers`
public record TlsSettings(Path keystore, Path passwordFile, Optional<Path> callers) {}
