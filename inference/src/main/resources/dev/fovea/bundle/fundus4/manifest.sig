{
  "format" : 1,
  "key" : "fovea-release",
  "signature" : "EUJwxf5NEOTWcObhoRoNWLWN5+CRtJvCTyZB7TuFK6Yv3IhLdc6XPdmn8P76iPmdGCFmY4v5Uk6VLTOX7mzSAw=="
}
