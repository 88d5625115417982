# Finds LLVM and Clang of one major version and offers them as connlint_clang.
find_package(LLVM REQUIRED CONFIG
  HINTS /usr/lib/llvm-${CONNLINT_LLVM_MAJOR}/lib/cmake/llvm NO_DEFAULT_PATH)
find_package(Clang REQUIRED CONFIG
  HINTS /usr/lib/llvm-${CONNLINT_LLVM_MAJOR}/lib/cmake/clang NO_DEFAULT_PATH)
if(NOT LLVM_VERSION_MAJOR EQUAL CONNLINT_LLVM_MAJOR)
  message(FATAL_ERROR "Found LLVM ${LLVM_VERSION}, need ${CONNLINT_LLVM_MAJOR}: install llvm-${CONNLINT_LLVM_MAJOR}-dev and libclang-${CONNLINT_LLVM_MAJOR}-dev (scripts/setup does)")
endif()

# Debian builds LLVM without exceptions; our own code may use them but never throws through Clang.
add_library(connlint_llvm INTERFACE)
target_include_directories(connlint_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
target_compile_definitions(connlint_llvm INTERFACE ${LLVM_DEFINITIONS_LIST})
target_link_libraries(connlint_llvm INTERFACE LLVM)
add_library(connlint_clang INTERFACE)
target_link_libraries(connlint_clang INTERFACE clang-cpp connlint_llvm)
