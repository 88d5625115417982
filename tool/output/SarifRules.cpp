// SarifRules.cpp - the rules as code scanning wants them: texts, precision, tags, severity.
#include "output/SarifRules.h"
#include "output/Columns.h"
#include "output/RuleHelp.h"

namespace connlint {

namespace {
// Limits of GitHub code scanning.
constexpr size_t MaxDescription = 1024;
constexpr size_t MaxTags = 20;
// No limit is published for help; the whole upload must stay below 10 MB.
constexpr size_t MaxHelp = 60000;

SarifJson text(std::string Text) { return {{"text", std::move(Text)}}; }

SarifJson tags(const RuleInfo &Rule) {
  SarifJson Tags = SarifJson::array({"database", "resource-management"});
  if (!Rule.SecuritySeverity.empty())
    Tags.push_back("security");
  for (std::string_view Rest = Rule.Cwe; !Rest.empty() && Tags.size() < MaxTags;) {
    size_t Comma = Rest.find(',');
    std::string Number(Rest.substr(0, Comma));
    Rest.remove_prefix(Comma == std::string_view::npos ? Rest.size() : Comma + 1);
    // Three digits, as other tools write them: tags are compared as text.
    Number.insert(0, Number.size() < 3 ? 3 - Number.size() : 0, '0');
    Tags.push_back("external/cwe/cwe-" + Number);
  }
  return Tags;
}

std::string_view problemSeverity(Level L) {
  return L == Level::Note ? "recommendation" : levelText(L);
}

SarifJson descriptor(const RuleInfo &Rule) {
  std::string Markdown = ruleHelpMarkdown(Rule.Id);
  std::string Full = firstParagraph(Markdown);
  SarifJson Properties{{"tags", tags(Rule)},
                       {"precision", Rule.Precision},
                       {"problem.severity", problemSeverity(Rule.DefaultLevel)}};
  // Turns the alert into a security alert: only for rules that report a leak.
  if (!Rule.SecuritySeverity.empty())
    Properties["security-severity"] = Rule.SecuritySeverity;
  return {{"id", Rule.Id},
          {"name", Rule.Name},
          {"shortDescription", text(truncated(Rule.Summary, MaxDescription))},
          {"fullDescription", text(truncated(Full.empty() ? Rule.Summary : Full, MaxDescription))},
          {"help",
           {{"text", truncated(plainText(Markdown), MaxHelp)},
            {"markdown", truncated(Markdown, MaxHelp)}}},
          {"defaultConfiguration", {{"level", levelText(Rule.DefaultLevel)}}},
          {"properties", std::move(Properties)}};
}

// Code scanning wants all three texts here as well.
SarifJson notification(std::string_view Id, std::string_view Name, const std::string &Summary,
                       const std::string &Help) {
  return {{"id", Id},
          {"name", Name},
          {"shortDescription", text(Summary)},
          {"fullDescription", text(Summary)},
          {"help", text(Help)}};
}
} // namespace

SarifJson sarifTool(const ToolInfo &Tool) {
  SarifJson Driver{{"name", Tool.Name}};
  if (!Tool.Version.empty())
    Driver["semanticVersion"] = Tool.Version;
  if (!Tool.InformationUri.empty())
    Driver["informationUri"] = Tool.InformationUri;
  SarifJson &Rules = Driver["rules"] = SarifJson::array();
  for (const RuleInfo &Rule : allRules())
    Rules.push_back(descriptor(Rule));
  Driver["notifications"] = SarifJson::array(
      {notification(UnitFailedId, "UnitNotAnalysed", "A translation unit could not be analysed.",
                    "Findings in this unit are missing. Run connlint doctor to learn why."),
       notification(ResultsLeftOutId, "ResultsLeftOut",
                    "The run has more findings than consumers accept.",
                    "Errors are kept first. Other formats contain all findings."),
       notification(
           BadAnnotationId, "BadAnnotation", "An annotation in the source cannot be understood.",
           "The function is analysed as if it had none. The message says what to write.")});
  return {{"driver", std::move(Driver)}};
}

} // namespace connlint
