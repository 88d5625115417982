# cpack -G DEB in the build folder: one Debian package per install component.
#   connlint          the program, when it is built
#   connlint-tidy-*   the clang-tidy modules
#   connlint-clangd   the language server
#   libconnpool-dev   the pool: libraries, headers, CMake and pkg-config files, the LD_PRELOAD library
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME connlint)
set(CPACK_PACKAGE_VENDOR connlint)
set(CPACK_PACKAGE_CONTACT "${CONNLINT_CONTACT}")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_COMPONENTS_ALL connpool)
if(CONNLINT_BUILD_TOOL)
  list(APPEND CPACK_COMPONENTS_ALL connlint)
endif()
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_CONNLINT_PACKAGE_NAME connlint)
set(CPACK_DEBIAN_CONNLINT_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_CONNLINT_PACKAGE_SHLIBDEPS ON)
# Without Clang's own headers hardly a unit compiles.
set(CPACK_DEBIAN_CONNLINT_PACKAGE_DEPENDS libclang-common-${CONNLINT_LLVM_MAJOR}-dev)
set(CPACK_DEBIAN_CONNLINT_DESCRIPTION
  "find database connections that leak or bypass the pool
connlint analyses C and C++ and reports connections, results and statements of
libpq, MySQL, MariaDB, SQLite, ODBC and hiredis that are not released on some
way out, and connects that bypass the connection pool. It reads compilation
databases and writes text, SARIF, HTML and the formats of CI services.")

set(CPACK_DEBIAN_CONNPOOL_PACKAGE_NAME libconnpool-dev)
set(CPACK_DEBIAN_CONNPOOL_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_CONNPOOL_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_CONNPOOL_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/triggers)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/lib) # they need one another
set(CPACK_DEBIAN_CONNPOOL_PACKAGE_DEPENDS pkg-config) # its CMake package asks it for the client libraries
set(CPACK_DEBIAN_CONNPOOL_PACKAGE_SUGGESTS "libpq-dev, libmariadb-dev, libsqlite3-dev, libboost-dev")
set(CPACK_DEBIAN_CONNPOOL_DESCRIPTION
  "database connection pool for C++20 and C
connpool lends connections to PostgreSQL, MariaDB, MySQL and SQLite: checkout
without a lock, deadlines, liveness checks, leak watch, statistics, event loops
of Boost.Asio, and libraries to preload into programs that use libpq or libmariadb.")
install(FILES ${PROJECT_SOURCE_DIR}/packaging/copyright
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libconnpool-dev COMPONENT connpool)
file(READ ${PROJECT_SOURCE_DIR}/packaging/changelog.in changelog)
string(CONFIGURE "${changelog}" changelog @ONLY)
string(REGEX REPLACE "^connlint" "libconnpool-dev" changelog "${changelog}")
file(WRITE ${PROJECT_BINARY_DIR}/libconnpool-dev/changelog "${changelog}")
find_program(GZIP gzip REQUIRED)
execute_process(COMMAND ${GZIP} -9nf ${PROJECT_BINARY_DIR}/libconnpool-dev/changelog COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${PROJECT_BINARY_DIR}/libconnpool-dev/changelog.gz
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libconnpool-dev COMPONENT connpool)

# connlint_package(COMPONENT DEPENDS DESCRIPTION): a package of its own for one more component.
function(connlint_package component depends description)
  install(FILES ${PROJECT_BINARY_DIR}/packaging/changelog.gz ${PROJECT_SOURCE_DIR}/packaging/copyright
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${component} COMPONENT ${component})
  string(TOUPPER ${component} key)
  foreach(setting "PACKAGE_NAME;${component}" "PACKAGE_SECTION;devel" "PACKAGE_SHLIBDEPS;ON")
    list(GET setting 0 name)
    list(GET setting 1 value)
    set(CPACK_DEBIAN_${key}_${name} ${value} PARENT_SCOPE)
  endforeach()
  set(CPACK_DEBIAN_${key}_PACKAGE_DEPENDS "${depends}" PARENT_SCOPE)
  set(CPACK_DEBIAN_${key}_DESCRIPTION "${description}" PARENT_SCOPE)
  set(CPACK_COMPONENTS_ALL ${CPACK_COMPONENTS_ALL} ${component} PARENT_SCOPE)
endfunction()
if(CONNLINT_BUILD_TOOL)
  foreach(major IN LISTS CONNLINT_TIDY_MAJORS)
    connlint_package(connlint-tidy-${major} "clang-tidy-${major}"
      "connlint's rules as checks of clang-tidy ${major}
Load it with clang-tidy-${major} --load. It reports database connections, results and
statements that are not released on some way out, or that bypass the pool.")
  endforeach()
  if(CONNLINT_BUILD_CLANGD)
    connlint_package(connlint-clangd libclang-common-${CONNLINT_LLVM_MAJOR}-dev
      "clangd with connlint's rules among its checks
A language server for C and C++ that editors use in place of clangd. Database
connections that leak or bypass the pool are reported while one types.")
  endif()
endif()
include(CPack)
