-- Run by Neovim on an open file of models. Writes what it saw as JSON into the file named by FIELDGUARD_OUTCOME.
local outcome = {}

local function finish()
  vim.fn.writefile({ vim.fn.json_encode(outcome) }, vim.env.FIELDGUARD_OUTCOME)
  vim.cmd("qall!")
end

local function marked()
  local names = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    if diagnostic.source == "fieldguard" and diagnostic.severity == vim.diagnostic.severity.WARN then
      local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
      table.insert(names, string.sub(line, diagnostic.col + 1, diagnostic.end_col))
    end
  end
  table.sort(names)
  return names
end

local function without(list, value)
  return vim.tbl_filter(function(item)
    return item ~= value
  end, list)
end

local function wait_until(what, condition)
  if vim.wait(15000, condition, 50) then
    return
  end
  outcome.problem = "waited in vain for " .. what
  finish()
end

--- Puts the cursor on a name and chooses the first action whose title begins so.
local function apply(name, title)
  vim.fn.search([[\<]] .. name .. [[\>]], "w")
  local is_chosen = false
  vim.ui.select = function(items, options, choose)
    outcome.offered = {}
    for _, item in ipairs(items) do
      local text = options.format_item(item)
      table.insert(outcome.offered, text)
      if not is_chosen and vim.startswith(text, title) then
        is_chosen = true
        choose(item)
      end
    end
  end
  vim.lsp.buf.code_action()
  wait_until("the action " .. title, function()
    return is_chosen
  end)
end

outcome.version = vim.fn.matchstr(vim.fn.execute("version"), [[NVIM v\zs[0-9.]\+]])
wait_until("diagnostics", function()
  return #marked() > 0
end)
-- Findings that rest on the uses of fields come later than those of the file.
wait_until("all diagnostics", function()
  local before = marked()
  vim.wait(2000)
  return vim.deep_equal(marked(), before)
end)
outcome.marked = marked()

apply("national_id", "Not sensitive here")
wait_until("the finding to go, and the others to move with their names", function()
  return vim.deep_equal(marked(), without(outcome.marked, "national_id"))
end)
outcome.text_after = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n")

vim.cmd("undo")
wait_until("the finding to come back", function()
  return vim.deep_equal(marked(), outcome.marked)
end)

local position = vim.lsp.util.make_position_params()
local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", position, 15000) or {}
for _, answer in pairs(answers) do
  outcome.hover = answer.result and answer.result.contents.value
end
finish()
