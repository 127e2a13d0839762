{
  "format" : 1,
  "key" : "fovea-release",
  "signature" : "jCA4dtFPVniXybt1JQ6qtX15rRq4LynWjYpJ65Hpzh5SqypTOudQGahjrBsYxbTFIfit0VAYT59fWFU7l8qVDw=="
}
