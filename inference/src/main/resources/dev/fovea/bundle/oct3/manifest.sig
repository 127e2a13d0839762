{
  "format" : 1,
  "key" : "fovea-release",
  "signature" : "qBwvOKMH+bl5nyvLhSnwyQp/8JNLXszy8mFPzVb3Z9q9hiiv7MtFVF6SFrv6rkSG1Vr6QMBoclNHL+PtodhvCw=="
}
