//! Whole pages of our own writing, one trap each.

use super::*;

const FIRST: &str = "昨天上午，青石县举行重大项目集中开工仪式，十二个项目同时开工，总投资三十六亿元。";
const SECOND: &str = "其中，远山光电组件项目计划投资八亿元，建设四条生产线，预计明年九月投产。";
const THIRD: &str = "县里表示，将为企业做好服务，让项目早日建成。";

fn read(page: &str) -> Article {
    extract_article(page, Hint::Unknown, Lexicon::embedded())
}

fn body() -> String {
    [FIRST, SECOND, THIRD].join("\n")
}

#[test]
fn bodies_are_found_wherever_they_stand() {
    let menu = "<div class=menu><a href=/>首页</a><a href=/a>要闻</a><a href=/b>经济</a></div>";
    let side = "<div class=side><h3>热门推荐</h3><ul><li><a href=/1>邻县签约总投资二十亿元的项目</a></li><li><a href=/2>全市一季度开工项目一百个</a></li></ul></div>";
    let foot = "<div class=footer>青石网 版权所有 未经授权不得转载 某ICP备12345678号</div>";
    let cases = [
        format!("<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"),
        format!("<div>{FIRST}<br><br>{SECOND}<br>{THIRD}</div>"),
        format!("<div id=nav><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></div>"),
        format!("<h1>{FIRST}</h1><h1>{SECOND}</h1><h1>{THIRD}</h1>"),
        format!("<table><tr><td><table><tr><td>{FIRST}<br>{SECOND}<br>{THIRD}</td></tr></table></td></tr></table>"),
        format!(
            "<section><span>{FIRST}</span></section><section><span>{SECOND}</span></section><section>{THIRD}</section>"
        ),
        format!("</body></html><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"),
    ];
    for case in cases {
        let article = read(&format!("<html><body>{menu}{case}{side}{foot}</body></html>"));
        assert_eq!((article.text, article.kind), (body(), PageKind::Article), "{case}");
    }
}

#[test]
fn head_and_tail_are_cut() {
    let page = format!(
        "<html><head><title>青石县十二个项目集中开工_青石新闻网</title></head><body><h1>青石县十二个项目集中开工</h1>\
         <div>2023-04-18 09:00 来源：青石日报</div><div class=content><p>原标题：项目开工</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>\
         <p>责任编辑：某某</p><p>免责声明：本文仅代表作者观点，不代表本站立场。</p><p>相关阅读</p><p><a href=1>邻县项目签约</a></p></div></body></html>"
    );
    let article = read(&page);
    assert_eq!(article.text, body());
    assert_eq!(article.title.as_deref(), Some("青石县十二个项目集中开工"));
    assert_eq!((article.date.as_deref(), article.source.as_deref()), (Some("2023-04-18"), Some("青石日报")));
}

#[test]
fn text_without_tags_is_read_the_same_way() {
    let page = format!(
        "首页|要闻|经济|社会\n您的位置：首页 > 要闻 > 正文\n青石县十二个项目集中开工\n发布时间：2023年4月18日 来源：青石日报 【字体：大 中 小】\n\
         {FIRST}\n{SECOND}\n{THIRD}\n【打印】【关闭】\n上一篇：邻县项目签约\n相关阅读\n全市一季度开工项目一百个，总投资二百亿元。\n某ICP备12345678号"
    );
    let article = read(&page);
    assert_eq!(article.text, body());
    assert_eq!(article.title.as_deref(), Some("青石县十二个项目集中开工"));
    assert_eq!((article.date.as_deref(), article.source.as_deref()), (Some("2023-04-18"), Some("青石日报")));
}

#[test]
fn short_texts_lose_nothing() {
    let flash = "【远山光电：拟投资八亿元建设组件项目】远山光电公告，拟投资八亿元建设组件项目。";
    let article = read(flash);
    assert_eq!(article.text, flash);
    assert_eq!(article.title.as_deref(), Some("远山光电：拟投资八亿元建设组件项目"));
    let article = read(&format!("远山光电：拟投资八亿元建设组件项目\n{SECOND}"));
    assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("远山光电：拟投资八亿元建设组件项目"), SECOND));
}

#[test]
fn tables_are_kept_as_rows() {
    let table = "<table><tr><th>项目</th><th>总投资（万元）</th><th>进度</th></tr><tr><td>光电组件</td><td>80000</td><td rowspan=2>在建</td></tr><tr><td>冷链园</td><td>15800</td></tr></table>";
    let article = read(&format!("<html><p>{FIRST}</p>{table}<p>{SECOND}</p></html>"));
    let rows: Vec<&Block> = article.blocks.iter().filter(|b| b.kind == BlockKind::TableRow).collect();
    let cells = |b: &Block| b.cells.iter().map(|c| c.of(&article.text).to_owned()).collect::<Vec<_>>();
    assert_eq!(rows.len(), 3);
    assert!(rows[0].header && !rows[1].header);
    assert_eq!(cells(rows[1]), ["光电组件", "80000", "在建"]);
    assert_eq!((cells(rows[2]), rows[2].table), (vec!["冷链园".to_owned(), "15800".to_owned()], Some(0)));
}

#[test]
fn an_article_in_a_script_is_read_where_nothing_is_shown() {
    let body = format!("<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>").replace('/', "\\/");
    let page = format!(
        "<html><div id=root></div><script>window.__INITIAL_STATE__={{\"title\":\"青石县项目开工\",\"content\":\"{body}\"}}</script></html>"
    );
    let article = read(&page);
    assert_eq!((article.text, article.title.as_deref()), (self::body(), Some("青石县项目开工")));
}

#[test]
fn pages_without_an_article_are_told() {
    let item = "<li><a href=/1>青石县签约总投资二十亿元的项目</a><span>2023-04-18</span></li>";
    let cases = [
        (format!("<html><ul>{}</ul></html>", item.repeat(30)), PageKind::List),
        ("<html><form><input name=a><input type=password>登录</form></html>".to_owned(), PageKind::Form),
        (
            format!("<html><meta name=generator content='Discuz! X3.2'><p>{FIRST}</p><p>{SECOND}</p></html>"),
            PageKind::Forum,
        ),
        ("<html></html>".to_owned(), PageKind::Empty),
        (String::new(), PageKind::Empty),
    ];
    for (page, kind) in cases {
        assert_eq!(read(&page).kind, kind, "{page}");
    }
}

#[test]
fn a_gallery_does_not_end_a_text_without_tags() {
    let bar = "分享到\n易信\n新浪微博\n人人网\n朋友圈\n某某频道 |\n查看图集 |\n古城夜景\n河岸花海\n老街新貌\n南山日出\n湖畔人家\n北城早市";
    let page = format!(
        "青石县十二个项目集中开工\n2023-04-18 09:00 来源：青石日报\n{FIRST}\n/12\n{bar}\n{SECOND}\n{THIRD}\n责任编辑：某某\n{bar}\n"
    );
    assert_eq!(read(&page).text, body());
}

#[test]
fn numbered_links_are_no_list_of_the_article() {
    let links: String = (1..=9).map(|i| format!("{i}、第{i}届光电产业年度评价推介\n")).collect();
    let page = |announcement: &str| {
        format!("青石县十二个项目集中开工\n发布时间：2023-04-18\n{FIRST}\n{SECOND}\n{THIRD}{announcement}\n{links}")
    };
    assert_eq!(read(&page("")).text, body());
    assert!(read(&page("名单如下：")).text.contains("9、第9届"));
}

#[test]
fn an_article_keeps_what_stands_behind_buttons() {
    let page = format!(
        "<html><head><title>青石县十二个项目集中开工_青石网</title></head><body><h1>青石县十二个项目集中开工</h1><p>2023-04-18 <a href=c>评论(0)</a> <a>我要评论</a></p>\
         <div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div><div><p>网友评论</p><p>希望早点建成，家门口就能上班了。</p></div></body></html>"
    );
    assert_eq!(read(&page).text, body());
}

#[test]
fn headings_of_blocks_that_are_gone_are_forgotten() {
    let menu = "<h2>要闻</h2>".repeat(40);
    let page = format!(
        "<html>{menu}<h1>青石县项目开工</h1><script>x={{\"title\":\"青石县项目开工\",\"content\":\"{FIRST}{SECOND}{THIRD}\"}}</script></html>"
    );
    assert_eq!(read(&page).text, [FIRST, SECOND, THIRD].concat());
    let table = "<table><tr><td><h1>青石县项目开工</h1></td><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr></table>";
    check(&read(&format!("<html><title>青石县项目开工</title>{table}</html>")));
}

#[test]
fn an_endless_article_is_cut() {
    let article = read(&format!("<html><p>{}</p></html>", FIRST.repeat(20_000)));
    assert!(article.text.len() <= MAX_ARTICLE && article.text.len() > MAX_ARTICLE / 2);
    check(&article);
}

#[test]
fn every_block_is_explained() {
    let reports = explain_blocks(&format!("首页|要闻|经济\n{FIRST}\n责任编辑：某某"), Hint::Text, Lexicon::embedded());
    let verdicts: Vec<Verdict> = reports.iter().map(|r| r.verdict).collect();
    assert_eq!(verdicts[1], Verdict::Kept);
    assert!(reports[1].terms.iter().any(|t| t.name == "prose" && t.weight > 0.0));
    assert!(verdicts[0] != Verdict::Kept && verdicts[2] != Verdict::Kept);
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_and_blocks_cover_the_text(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600), html: bool) {
        let text = crate::decode::decode(&bytes, None).text;
        check(&extract_article(&text, if html { Hint::Html } else { Hint::Unknown }, Lexicon::embedded()));
    }

    #[test]
    fn any_markup_is_read(parts in proptest::collection::vec(0usize..24, 0..60)) {
        const PARTS: [&str; 24] = [
            "<div>", "</div>", "<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<td colspan=99 rowspan=9>", "<a href=x>", "</a>", "<br>",
            "<script>", "</script>", "<!--", "-->", "<h1>", "相关阅读", "2023-04-18 来源：某报", FIRST, SECOND, "<title>", "序号\n项目\n投资\n1\n甲\n3\n2\n乙\n4\n",
        ];
        let text: String = parts.iter().map(|i| PARTS[*i]).collect();
        for hint in [Hint::Html, Hint::Text, Hint::Unknown] {
            check(&extract_article(&text, hint, Lexicon::embedded()));
        }
    }
}

fn check(article: &Article) {
    let joined: Vec<&str> = article.blocks.iter().map(|b| b.span.of(&article.text)).collect();
    assert_eq!(joined.join("\n"), article.text);
    for block in &article.blocks {
        assert!(block.cells.iter().all(|c| block.span.contains(*c)));
    }
}
