(() => {
  const section = document.querySelector(".goals");
  const form = section.querySelector("form");
  const body = section.querySelector("tbody");
  const rows = [...body.rows];
  const heads = [...section.querySelectorAll("thead th")];
  const output = form.querySelector("output");
  const language = document.documentElement.lang;

  const cell = (row, column) => row.cells[column];
  const key = (row, column) => {
    const { value } = cell(row, column).dataset;
    return value === undefined ? null : Number(value);
  };
  const sort = (column, direction) => {
    const numeric = rows.some((row) => key(row, column) !== null);
    const compare = (a, b) => {
      if (!numeric) {
        const [left, right] = [a, b].map((row) => cell(row, column).textContent.trim());
        return direction * left.localeCompare(right, language, { numeric: true });
      }
      const [left, right] = [key(a, column), key(b, column)];
      if (left === null || right === null) return (left === null) - (right === null);
      return direction * (left - right);
    };
    rows.sort(compare);
    body.append(...rows);
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    form.elements.sort.value = String(column);
  };
  const filter = () => {
    const find = form.elements.find.value.trim().toLocaleLowerCase(language);
    const verdict = form.elements.verdict.value;
    const plan = form.elements.plan ? form.elements.plan.value : "";
    let shown = 0;
    for (const row of rows) {
      const fits = (!verdict || row.dataset.verdict === verdict) && (!plan || row.dataset.plan === plan)
        && (!find || row.textContent.toLocaleLowerCase(language).includes(find) || row.dataset.goal.toLowerCase().includes(find));
      row.hidden = !fits;
      shown += fits;
    }
    output.textContent = output.dataset.pattern.replace("{0}", shown).replace("{1}", rows.length);
    section.querySelector(".empty").hidden = shown > 0;
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending" ? -1 : 1));
    head.replaceChildren(button);
  });
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.name === "sort") {
      if (event.target.value !== "") sort(Number(event.target.value), 1);
    } else filter();
  });
  addEventListener("beforeprint", () => document.querySelectorAll("details.values").forEach((details) => { details.open = true; }));
})();
