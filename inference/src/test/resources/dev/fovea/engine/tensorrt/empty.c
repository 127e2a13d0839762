/* Stands in for a library that is only named. */
int stub_unused;
