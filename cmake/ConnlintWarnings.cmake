# Warnings are errors, for GCC 12 and Clang 22 alike.
add_library(connlint_warnings INTERFACE)
target_compile_options(connlint_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Werror)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(connlint_warnings INTERFACE -Wno-unknown-warning-option)
endif()
