// Starts what Wagtail would start by a script in the page, which the policy of the site refuses:
// <span hidden data-starts="InlinePanel" data-with="[{…}]">. Only what is named here may be called.
(() => {
  const makes = new Set([
    "Chooser", "DocumentChooser", "ImageChooser", "PageChooser", "SnippetChooser",
    "InlinePanel", "MultipleChooserPanel",
  ]);
  const calls = new Set([
    "createQueryChooser", "createTaskChooser", "initDateChooser", "initDateTimeChooser", "initTimeChooser",
  ]);

  window.createQueryChooser = (id, url) => {
    const input = document.getElementById(id);
    document.getElementById(`${id}-chooser`).addEventListener("click", () => {
      window.ModalWorkflow({
        url,
        onload: window.QUERY_CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { queryChosen: (query) => { input.value = query.querystring; } },
      });
    });
  };

  const start = (element) => {
    const name = element.dataset.starts;
    const given = JSON.parse(element.dataset.with);
    element.removeAttribute("data-starts");
    if (makes.has(name)) new window[name](...given);
    else if (calls.has(name)) window[name](...given);
  };

  const startWithin = (root) => {
    if (root.matches?.("[data-starts]")) start(root);
    root.querySelectorAll?.("[data-starts]").forEach(start);
  };

  // Rows that are added, windows that open: theirs are started as they come in.
  document.addEventListener("DOMContentLoaded", () => {
    startWithin(document);
    new MutationObserver((changes) => {
      changes.forEach((change) => change.addedNodes.forEach(startWithin));
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
