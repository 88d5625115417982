# CONNLINT_SANITIZE applies to everything that is built here.
if(CONNLINT_SANITIZE)
  add_compile_options(-fsanitize=${CONNLINT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CONNLINT_SANITIZE})
endif()
