# Warnings are errors, for GCC 12 and Clang 22 alike.
add_library(connlint_warnings INTERFACE)
# Members with default initialisers are left out of braces on purpose.
target_compile_options(connlint_warnings INTERFACE
  -Wall -Wextra -Wpedantic $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> -Werror -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 is wrong about overlapping copies in std::string + const char * (GCC bug 105651)
  # and about std::optional in optimised code (GCC bug 80635).
  target_compile_options(connlint_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
