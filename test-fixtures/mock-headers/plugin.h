// plugin.h - what a framework that is installed on the machine brings along.
#pragma once
#pragma GCC system_header

class Plugin {
public:
  Plugin() {}
  virtual ~Plugin() {}
  virtual const char *name() const = 0;
};
