/// Photographs that come by HTTP: `POST /v1/captures`, as a raw body or as a form.
///
/// [dev.fovea.ingest.upload.UploadService] reads who and what from the query or the form, streams the bytes into the
/// spool's temporary file, and answers only after the spool has made them durable. It touches neither queue nor engine;
/// a caller that wants the answer in the same call (`?wait=`) waits for the results to announce it. All on the
/// request's virtual thread.
@NullMarked
package dev.fovea.ingest.upload;

import org.jspecify.annotations.NullMarked;
