# Finds LLVM and Clang of one major version and offers them as connlint_clang.
foreach(package LLVM Clang)
  string(TOLOWER ${package} folder)
  find_package(${package} QUIET CONFIG
    HINTS /usr/lib/llvm-${CONNLINT_LLVM_MAJOR}/lib/cmake/${folder} NO_DEFAULT_PATH)
  if(NOT ${package}_FOUND OR NOT LLVM_VERSION_MAJOR EQUAL CONNLINT_LLVM_MAJOR)
    message(FATAL_ERROR "${package} ${CONNLINT_LLVM_MAJOR} is not found. ${${package}_NOT_FOUND_MESSAGE} "
      "Install llvm-${CONNLINT_LLVM_MAJOR}-dev, libclang-${CONNLINT_LLVM_MAJOR}-dev and clang-${CONNLINT_LLVM_MAJOR} "
      "(scripts/setup tool installs those of 22), or give ${package}_DIR, the folder of ${package}Config.cmake")
  endif()
endforeach()

# Debian builds LLVM without exceptions; our own code may use them but never throws through Clang.
add_library(connlint_llvm INTERFACE)
target_include_directories(connlint_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
target_compile_definitions(connlint_llvm INTERFACE ${LLVM_DEFINITIONS_LIST})
target_link_libraries(connlint_llvm INTERFACE LLVM)
add_library(connlint_clang INTERFACE)
target_link_libraries(connlint_clang INTERFACE clang-cpp connlint_llvm)

# connlint_find_other_clang(MAJOR): connlint_llvm-MAJOR and connlint_clang-MAJOR, for a second
# version beside the first. Its CMake files define targets of the same names, so llvm-config is asked.
function(connlint_find_other_clang major)
  find_program(CONNLINT_LLVM_CONFIG_${major} llvm-config-${major})
  if(NOT CONNLINT_LLVM_CONFIG_${major})
    message(FATAL_ERROR "llvm-config-${major} is missing: install llvm-${major}-dev and libclang-${major}-dev "
      "(scripts/setup does), or leave ${major} out: -DCONNLINT_TIDY_MAJORS=${CONNLINT_LLVM_MAJOR}")
  endif()
  foreach(what includedir libdir)
    execute_process(COMMAND ${CONNLINT_LLVM_CONFIG_${major}} --${what}
      OUTPUT_VARIABLE ${what} OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
  find_library(CONNLINT_CLANG_CPP_${major} NAMES clang-cpp libclang-cpp.so.${major}.1 HINTS ${libdir} NO_DEFAULT_PATH REQUIRED)
  find_library(CONNLINT_LLVM_${major} LLVM-${major} HINTS ${libdir} NO_DEFAULT_PATH REQUIRED)
  add_library(connlint_llvm-${major} INTERFACE)
  target_include_directories(connlint_llvm-${major} SYSTEM INTERFACE ${includedir})
  target_compile_definitions(connlint_llvm-${major} INTERFACE ${LLVM_DEFINITIONS_LIST})
  target_link_libraries(connlint_llvm-${major} INTERFACE ${CONNLINT_LLVM_${major}})
  add_library(connlint_clang-${major} INTERFACE)
  target_link_libraries(connlint_clang-${major} INTERFACE
    ${CONNLINT_CLANG_CPP_${major}} connlint_llvm-${major})
endfunction()

# All versions in use. Targets that see Clang or LLVM exist once for each; those of another
# version than the first have "-MAJOR" behind their names: connlint_suffix(VARIABLE MAJOR).
set(CONNLINT_CLANG_MAJORS ${CONNLINT_LLVM_MAJOR} ${CONNLINT_TIDY_MAJORS})
list(REMOVE_DUPLICATES CONNLINT_CLANG_MAJORS)
function(connlint_suffix variable major)
  if(major EQUAL CONNLINT_LLVM_MAJOR)
    set(${variable} "" PARENT_SCOPE)
  else()
    set(${variable} "-${major}" PARENT_SCOPE)
  endif()
endfunction()
foreach(major IN LISTS CONNLINT_CLANG_MAJORS)
  if(NOT major EQUAL CONNLINT_LLVM_MAJOR)
    connlint_find_other_clang(${major})
  endif()
endforeach()
