//! HTML → blocks, containers and what the page declares of itself.
//!
//! Owns the walk over the tree, which never recurses. Must not judge blocks.

use scraper::node::Element;
use scraper::{Html, Node};

use super::blocks::{Container, Page, PageBlock, Tag};
use super::markup::Pruned;
use super::metadata::Declared;
use super::table::TableWalk;
use crate::letter::is_letter;
use crate::lexicon::{ClassCues, Cue};

/// Blocks of a page at most; what follows is not read.
const MAX_BLOCKS: usize = 60_000;

/// Longest heading, in bytes: one that is never closed holds the rest of the page.
const MAX_HEADING: usize = 1000;

/// Parses a page.
pub(super) fn parse(pruned: &Pruned<'_>, cues: &ClassCues) -> (Page, Declared) {
    let tree = Html::parse_document(&pruned.html);
    let mut walk = Walk::new(cues);
    let mut node = tree.tree.root();
    loop {
        let descend = walk.open(node.value());
        if descend && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        walk.close(node.value());
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => {
                    node = parent;
                    walk.close(node.value());
                }
                None => return walk.finish(),
            }
        }
    }
}

/// What an open element changed and its end puts back.
struct Frame {
    block: bool,
    container: usize,
    tag: Tag,
    heading_from: Option<usize>,
}

struct Walk<'c> {
    cues: &'c ClassCues,
    page: Page,
    declared: Declared,
    frames: Vec<Frame>,
    tables: Vec<TableWalk>,
    table_count: usize,
    container: usize,
    tag: Tag,
    links: usize,
    bold: usize,
    in_title: bool,
    buffer: Buffer,
}

#[derive(Default)]
struct Buffer {
    text: String,
    chars: usize,
    link_chars: usize,
    bold_chars: usize,
    links: usize,
}

impl<'c> Walk<'c> {
    fn new(cues: &'c ClassCues) -> Self {
        let page = Page { containers: vec![Container::default()], html: true, ..Page::default() };
        Self {
            cues,
            page,
            declared: Declared::default(),
            frames: Vec::new(),
            tables: Vec::new(),
            table_count: 0,
            container: 0,
            tag: Tag::Bare,
            links: 0,
            bold: 0,
            in_title: false,
            buffer: Buffer::default(),
        }
    }

    /// Enters a node; false where its children are not to be visited.
    fn open(&mut self, node: &Node) -> bool {
        match node {
            Node::Text(text) if self.in_title => self.declared.title.get_or_insert_default().push_str(text),
            Node::Text(text) => self.push_text(text),
            Node::Element(element) => return self.open_element(element),
            _ => {}
        }
        true
    }

    fn open_element(&mut self, element: &Element) -> bool {
        let name = element.name();
        match name {
            "meta" => self.declared.take_meta(element.attrs()),
            "link" if element.attr("rel") == Some("canonical") => self.declared.take_canonical(element.attr("href")),
            "time" => self.declared.take_time(element.attr("datetime")),
            "title" => self.in_title = self.declared.title.is_none(),
            "br" | "hr" => self.flush(),
            "a" => {
                self.links += 1;
                self.buffer.links += 1;
            }
            "b" | "strong" => self.bold += 1,
            "input" => self.declared.take_input(element.attr("type")),
            _ => {}
        }
        if name == "td" || name == "th" {
            self.flush();
            if let Some(table) = self.tables.last_mut() {
                table.open_cell(self.page.blocks.len(), name == "th", element);
            }
        }
        self.push_frame(name, element);
        !is_skipped(name) && self.page.blocks.len() < MAX_BLOCKS
    }

    fn push_frame(&mut self, name: &str, element: &Element) {
        let block = is_block(name);
        let mut frame = Frame { block, container: self.container, tag: self.tag, heading_from: None };
        if block {
            self.flush();
            self.container = self.page.containers.len();
            let first = self.page.blocks.len();
            self.page.containers.push(Container {
                parent: frame.container,
                first,
                end: first,
                cue: self.cue(name, element),
            });
            self.tag = tag_of(name, self.tag);
            match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => frame.heading_from = Some(first),
                "table" => {
                    if let Some(outer) = self.tables.last_mut() {
                        outer.nested = true;
                    }
                    self.tables.push(TableWalk::new(first, self.container));
                }
                "tr" => {
                    if let Some(table) = self.tables.last_mut() {
                        table.open_row();
                    }
                }
                _ => {}
            }
        }
        self.frames.push(frame);
    }

    fn close(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        let name = element.name();
        match name {
            "title" => self.in_title = false,
            "a" => self.links -= 1,
            "b" | "strong" => self.bold -= 1,
            _ => {}
        }
        let Some(frame) = self.frames.pop() else { return };
        if !frame.block {
            return;
        }
        self.flush();
        match name {
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_cell(self.page.blocks.len());
                }
            }
            "table" => self.close_table(),
            _ => {}
        }
        if let Some(from) = frame.heading_from {
            self.take_heading(from);
        }
        self.page.containers[self.container].end = self.page.blocks.len();
        self.container = frame.container;
        self.tag = frame.tag;
    }

    fn close_table(&mut self) {
        if let Some(table) = self.tables.pop()
            && let first = table.first
            && table.into_rows(&mut self.page, self.table_count)
        {
            self.table_count += 1;
            // A heading in a cell is part of a row now.
            self.declared.headings.retain(|(_, _, block)| *block < first);
        }
    }

    fn take_heading(&mut self, from: usize) {
        let Tag::Heading(level) = self.tag else { return };
        let parts = self.page.blocks[from..].iter().map(|b| b.text.as_str());
        if parts.clone().map(str::len).sum::<usize>() > MAX_HEADING {
            return;
        }
        let text = parts.collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.declared.headings.push((level, text, from));
        }
    }

    /// What class, id and name of an element say of its text.
    fn cue(&self, name: &str, element: &Element) -> Option<Cue> {
        match name {
            "html" | "body" => return None,
            "nav" => return Some(Cue::Nav),
            "footer" => return Some(Cue::Footer),
            "aside" => return Some(Cue::Aside),
            "figcaption" => return Some(Cue::Caption),
            _ => {}
        }
        let style = element.attr("style").unwrap_or("");
        if element.attr("hidden").is_some() || style.contains("display:none") || style.contains("display: none") {
            return Some(Cue::Hidden);
        }
        self.cues.cue(element.attr("class").unwrap_or(""), element.attr("id").unwrap_or(""))
    }

    fn push_text(&mut self, text: &str) {
        let buffer = &mut self.buffer;
        for c in text.chars() {
            if c.is_ascii_whitespace() || c == '\u{a0}' {
                if !buffer.text.is_empty() && !buffer.text.ends_with(' ') {
                    buffer.text.push(' ');
                }
                continue;
            }
            buffer.text.push(c);
            buffer.chars += 1;
            buffer.link_chars += usize::from(self.links > 0);
            buffer.bold_chars += usize::from(self.bold > 0);
        }
    }

    fn flush(&mut self) {
        let links_open = self.links > 0;
        let buffer = std::mem::take(&mut self.buffer);
        // A link that goes on after the break counts for both sides.
        self.buffer.links = usize::from(links_open);
        let text = buffer.text.trim();
        if !text.chars().any(is_letter) {
            return;
        }
        let whole = text.len() == buffer.text.len();
        self.page.blocks.push(PageBlock {
            text: if whole { buffer.text } else { text.to_owned() },
            tag: self.tag,
            container: self.container,
            level: self.page.containers[self.container].parent,
            link_chars: buffer.link_chars,
            links: buffer.links,
            bold: buffer.bold_chars * 10 >= buffer.chars * 9,
            ..PageBlock::default()
        });
    }

    fn finish(mut self) -> (Page, Declared) {
        self.flush();
        let end = self.page.blocks.len();
        self.page.containers[0].end = end;
        (self.page, self.declared)
    }
}

fn tag_of(name: &str, around: Tag) -> Tag {
    match name {
        "p" | "pre" | "blockquote" => Tag::Paragraph,
        "li" | "dd" | "dt" => Tag::ListItem,
        "figcaption" => Tag::Caption,
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" => Tag::Heading(4),
        "h5" => Tag::Heading(5),
        "h6" => Tag::Heading(6),
        "div" | "section" => around,
        _ => Tag::Bare,
    }
}

/// Elements that part text.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Elements whose text no reader reads as text. What the markup pass took out does not come here.
pub(super) fn is_skipped(name: &str) -> bool {
    matches!(name, "button" | "input" | "option" | "canvas" | "map" | "datalist")
}
