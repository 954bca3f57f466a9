"use strict";
/* Sorts a table by the heading that is pressed: upwards, then downwards. */
(() => {
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const value = (row, column) => row.cells[column].dataset.value;
  const compare = {
    text: (one, other) => order.compare(one, other),
    number: (one, other) => Number(one) - Number(other),
  };

  function sort(table, heading, kind) {
    const column = heading.cellIndex;
    const upwards = heading.getAttribute("aria-sort") !== "ascending";
    const body = table.tBodies[0];
    const rows = [...body.rows];
    rows.sort((one, other) => compare[kind](value(one, column), value(other, column)));
    body.append(...(upwards ? rows : rows.reverse()));
    for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", upwards ? "ascending" : "descending");
  }

  for (const button of document.querySelectorAll("table.sortable [data-sorts]")) {
    const heading = button.closest("th");
    button.addEventListener("click", () => {
      sort(button.closest("table"), heading, button.dataset.sorts);
    });
  }
})();
