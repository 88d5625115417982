# connlint-config.cmake - find_package(connlint) for projects that want to be checked.
#
#   find_package(connlint REQUIRED)
#   connlint_add_lint(orders)              # cmake --build build --target lint-orders
#
# connlint_add_lint(TARGET [FAIL_ON level] [REPORT format=file…] [OPTIONS …])
# adds the target lint-TARGET, which checks the sources of TARGET, and makes `lint` depend on
# it. The database is written for TARGET even when the project does not export one.
cmake_minimum_required(VERSION 3.20)

if(NOT TARGET connlint::connlint)
  find_program(CONNLINT_EXECUTABLE connlint
    HINTS "${CMAKE_CURRENT_LIST_DIR}/../../../bin" "${CMAKE_CURRENT_LIST_DIR}/../../../../bin")
  if(CONNLINT_EXECUTABLE)
    add_executable(connlint::connlint IMPORTED GLOBAL)
    set_target_properties(connlint::connlint PROPERTIES IMPORTED_LOCATION "${CONNLINT_EXECUTABLE}")
  else()
    set(connlint_FOUND FALSE)
    set(connlint_NOT_FOUND_MESSAGE "the program connlint is not installed; set CONNLINT_EXECUTABLE")
  endif()
endif()

function(connlint_add_lint target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FAIL_ON" "REPORT;OPTIONS")
  if(NOT TARGET ${target})
    message(FATAL_ERROR "connlint_add_lint: there is no target '${target}'")
  endif()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "connlint_add_lint: unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT CMAKE_GENERATOR MATCHES "Ninja|Makefiles")
    message(FATAL_ERROR "connlint_add_lint: only Ninja and Makefiles write compile_commands.json, not ${CMAKE_GENERATOR}")
  endif()
  set_target_properties(${target} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
  set(options ${arg_OPTIONS})
  if(arg_FAIL_ON)
    list(APPEND options --fail-on ${arg_FAIL_ON})
  endif()
  foreach(report IN LISTS arg_REPORT)
    list(APPEND options --report ${report})
  endforeach()
  if(NOT TARGET lint)
    add_custom_target(lint)
  endif()
  get_target_property(folder ${target} SOURCE_DIR)
  # At the end of the folder: sources may still be added.
  cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY [[${folder}]]
    CALL _connlint_finish_lint [[${target}]] [[${folder}]] [[${options}]])")
endfunction()

function(_connlint_finish_lint target folder options)
  get_target_property(sources ${target} SOURCES)
  set(files)
  foreach(source IN LISTS sources)
    if(source MATCHES "\\.(c|cc|cpp|cxx|c\\+\\+|C)$" AND NOT source MATCHES "\\$<")
      get_filename_component(file "${source}" ABSOLUTE BASE_DIR "${folder}")
      list(APPEND files "${file}")
    endif()
  endforeach()
  if(NOT files)
    message(FATAL_ERROR "connlint_add_lint: target '${target}' has no C or C++ sources")
  endif()
  add_custom_target(lint-${target}
    COMMAND connlint::connlint check -p "${CMAKE_BINARY_DIR}" ${options} ${files}
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}" COMMENT "connlint: ${target}"
    COMMAND_EXPAND_LISTS VERBATIM USES_TERMINAL)
  add_dependencies(lint lint-${target})
endfunction()
