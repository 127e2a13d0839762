{
  "format" : 1,
  "key" : "fovea-release",
  "signature" : "sgGRx5bTEegPqsO08JxOcPJ3VBOeB4e9K5tDCSoqUTR3JaIBHAECuPVIKY5sYd6abRYtdZu3sP36opHvyF3sCw=="
}
