{
  "format" : 1,
  "key" : "fovea-release",
  "signature" : "TyLDuSSuSUeQLY8QHvnJXcBEWQp/F21aA1l+/4Ab/Ni9HIqKwy+wP4/st+3jEl5JPyCxwyWevrsn/Af9ZSszDA=="
}
