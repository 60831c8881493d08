// The HTML report as people see it: nothing overflows, overlaps or complains; it sorts, filters and opens; its numbers
// are those of the JSON; what a plan says never runs; axe-core finds no barrier.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const pages = process.env.PAGES;
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const address = (name) => pathToFileURL(`${pages}/${name}`).href;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
});
after(() => browser.close());

const opened = async (name, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => { complaints.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== address(name)) complaints.push(`request ${request.url()}`); });
  await page.goto(address(name));
  return { page, complaints, close: () => context.close() };
};

// Elements that stick out of the window, outside of regions that scroll.
const overflowing = () => {
  const found = [];
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`page ${scrollWidth} > ${clientWidth}`);
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest(".scroll") || element.closest("svg *")) continue;
    const { right, left, width } = element.getBoundingClientRect();
    if (width > 0 && (right > clientWidth + 1 || left < -1)) found.push(`${element.tagName} ${element.className} ${Math.round(right)}`);
  }
  return found;
};

// Words of a chart that lie on one another, or outside of it.
const overlapping = () => {
  const found = [];
  for (const chart of document.querySelectorAll("svg.chart")) {
    const frame = chart.getBoundingClientRect();
    if (frame.width === 0) continue;
    const boxes = [...chart.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
    boxes.forEach(([text, box], index) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) {
        found.push(`"${text}" outside of ${chart.getAttribute("aria-label")}`);
      }
      for (const [other, beside] of boxes.slice(0, index)) {
        const across = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
        const down = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top);
        // Line boxes are taller than letters.
        if (across > 1 && down > 4) found.push(`"${text}" on "${other}" in ${chart.getAttribute("aria-label")}`);
      }
    });
  }
  return found;
};

const barriers = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join(" | ")} (${nodes.length})`);
};

for (const language of ["en", "zh"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      test(`${language}, ${colorScheme}, ${width} pixels: nothing overflows, overlaps or bars anybody`, async () => {
        const { page, complaints, close } = await opened(`report.${language}.html`, { viewport: { width, height: 900 }, colorScheme });
        assert.deepEqual(await page.evaluate(overflowing), []);
        assert.deepEqual(await page.evaluate(overlapping), []);
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
        assert.deepEqual(await page.evaluate(overflowing), []);
        // Contrast depends on the scheme, structure on the width: every pair is looked at once.
        if ((language === "en") === (width === 1280)) assert.deepEqual(await barriers(page), []);
        assert.deepEqual(complaints, []);
        await close();
      });
    }
  }
}

const fraction = (text) => { const [above, below] = text.split("/"); return Number(above) / Number(below ?? 1); };
const near = (shown, exact) => Math.abs(shown - exact) <= Math.abs(exact) * 1e-9;

describe("the table", () => {
  let page, close;
  before(async () => { ({ page, close } = await opened("report.en.html")); });
  after(() => close());
  const column = (name) => page.evaluate((name) =>
    [...document.querySelectorAll(".goals thead th")].findIndex((head) => head.textContent.trim() === name), name);
  const values = (index) => page.evaluate((index) =>
    [...document.querySelectorAll(".goals tbody tr")].map((row) => row.cells[index].dataset.value ?? null), index);

  test("holds the numbers of the JSON", async () => {
    const [gap, share, value, lead] = await Promise.all(["gap", "share of way", "value", "lead"].map(column));
    const rows = await page.evaluate(() => [...document.querySelectorAll(".goals tbody tr")].map((row) => ({
      goal: row.dataset.goal, verdict: row.dataset.verdict, cells: [...row.cells].map((cell) => cell.dataset.value ?? null),
    })));
    const assessments = readFileSync(`${pages}/report.jsonl`, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(rows.length, assessments.length);
    let compared = 0;
    assessments.forEach((assessment, index) => {
      const row = rows[index];
      assert.equal(row.goal, assessment.goal);
      assert.equal(row.verdict, assessment.verdict.code);
      const arm = assessment.arms[assessment.deciding[0] ?? 0];
      const checks = [
        [gap, arm?.gap.answer?.worst?.shortfall],
        [share, arm?.share.answer?.worst],
        [lead, arm?.pace.answer?.worst?.lead.exactly],
      ];
      for (const [column, exact] of checks) {
        if (exact === undefined || exact === null) continue;
        assert.ok(near(Number(row.cells[column]), fraction(exact)), `${row.goal}: ${row.cells[column]}, ${exact}`);
        compared += 1;
      }
      if (arm === undefined && !assessment.direction) assert.equal(row.cells[value], null);
    });
    assert.ok(compared > 30, `${compared} numbers`);
  });

  test("sorts by numbers, by mouse and by keyboard, and puts what has none last", async () => {
    const index = await column("share of way");
    const head = page.locator(".goals thead th").nth(index);
    const ordered = async (direction) => {
      const all = await values(index);
      const numbers = all.filter((value) => value !== null).map(Number);
      assert.deepEqual(numbers, [...numbers].sort((a, b) => direction * (a - b)));
      assert.ok(numbers.length > 10 && all.slice(numbers.length).every((value) => value === null));
    };
    await head.locator("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "ascending");
    await ordered(1);
    await head.locator("button").press("Enter");
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    await ordered(-1);
  });

  test("filters by words and by verdict, and says how many are left", async () => {
    const shown = () => page.locator(".goals tbody tr:visible").count();
    await page.locator("select[name=verdict]").selectOption("met");
    const met = await shown();
    assert.ok(met > 0);
    assert.match(await page.locator("output").textContent(), new RegExp(`^${met} of `));
    assert.equal(await page.locator(".goals tbody tr:visible:not([data-verdict=met])").count(), 0);
    await page.locator("select[name=verdict]").selectOption("");
    await page.locator("input[name=find]").fill("storage-30gw");
    assert.equal(await shown(), 2);
    await page.locator("input[name=find]").fill("no such goal");
    assert.equal(await shown(), 0);
    assert.ok(await page.locator(".empty").isVisible());
    await page.locator("input[name=find]").fill("");
  });

  test("leads to a goal, whose trace opens", async () => {
    const link = page.locator(".goals tbody tr[data-goal=storage-30gw] a").last();
    const target = (await link.getAttribute("href")).slice(1);
    await link.click();
    const trace = page.locator(`#${target} details.trace`);
    await trace.locator("summary").click();
    assert.ok((await trace.locator("li").count()) > 15);
    assert.ok(await trace.locator("li").first().isVisible());
  });
});

for (const language of ["en", "zh"]) {
  for (const width of [1280, 390]) {
    test(`a hostile plan is text (${language}, ${width} pixels)`, async () => {
      const { page, complaints, close } = await opened(`hostile.${language}.html`, { viewport: { width, height: 900 } });
      await page.mouse.move(200, 200);
      assert.equal(await page.evaluate(() => window.hacked), undefined);
      assert.equal(await page.locator("iframe, img, article svg[onload], [onerror], [onmouseover]").count(), 0);
      assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
      assert.equal(await page.locator("script").count(), 1);
      assert.match(await page.title(), /<(script|img)/);
      assert.deepEqual(await page.evaluate(overflowing), []);
      assert.deepEqual(complaints, []);
      await close();
    });
  }
}

test("without scripts the report is whole, and prints", async () => {
  const { page, close } = await opened("report.en.html", { javaScriptEnabled: false });
  assert.ok((await page.locator(".goals tbody tr:visible").count()) > 50);
  assert.equal(await page.locator("form.controls").isVisible(), false);
  const printed = await page.pdf({ format: "A4" });
  assert.equal(printed.subarray(0, 5).toString(), "%PDF-");
  await close();
});

test("a picture of the report for the documentation", async () => {
  const { page, close } = await opened("picture.en.html", { viewport: { width: 1000, height: 760 } });
  await page.locator("article").first().screenshot({ path: `${pages}/report.png` });
  if (process.env.UPDATE_EXPECTED) copyFileSync(`${pages}/report.png`, `${process.env.DOCUMENTATION}/report.png`);
  await close();
});
