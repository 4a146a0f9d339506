//! Pages as content systems of different kinds lay them out, of our own writing: the same article each time.

use super::*;

const TITLE: &str = "青石县十二个重大项目集中开工";

const PARAGRAPHS: [&str; 3] = [
    "昨天上午，青石县举行重大项目集中开工仪式，十二个项目同时开工，总投资三十六亿元。",
    "其中，远山光电组件项目计划投资八亿元，建设四条生产线，预计明年九月投产。",
    "县里表示，将为企业做好服务，让项目早日建成。",
];

/// What a page looks like, the page, and whether its text without tags holds the article too.
const PAGES: &[(&str, &str, bool)] = &[
    (
        "WeChat: hidden body, sections in sections, lines of the account around it",
        r#"<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{T}"/><meta property="og:site_name" content="微信公众平台"/><title></title></head><body id="activity-detail" class="zh_CN mm_appmsg">
<div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><h1 class="rich_media_title" id="activity-name">{T}</h1>
<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">原创</span><span class="rich_media_meta"><a id="js_name">青石发布</a></span><em id="publish_time" class="rich_media_meta">2023-04-18 09:00</em><em>发表于某省</em></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0;"><section style="x"><p>点击上方<strong>蓝字</strong>关注我们</p></section><section><section><span style="font-size:15px">{1}</span></section></section><p><img data-src="x"/></p><section><span>{2}</span></section><section><p><br/></p><p>{3}</p></section>
<section><p>来源 | 青石县融媒体中心</p><p>编辑 | 王小明</p><p>审核 | 李大力</p><p>长按二维码关注我们</p><p>点个“在看”，分享给更多人</p></section></div>
<div class="rich_media_tool"><a>阅读原文</a> 阅读 1200 赞 12 在看</div></div></div></div><div id="js_pc_qr_code">微信扫一扫<br>关注该公众号</div><div class="weui-dialog">预览时标签不可点</div><p>喜欢此内容的人还喜欢</p></body></html>"#,
        true,
    ),
    (
        "a government site on TRS",
        r#"<html><head><meta name="ArticleTitle" content="{T}"><meta name="PubDate" content="2023-04-18 09:00"><meta name="ContentSource" content="青石日报"><title>青石县人民政府 政务动态 {T}</title></head><body>
<div class="wza">无障碍浏览 长者模式</div><div class="nav"><a href=/>首页</a><a>政务公开</a><a>政务服务</a><a>互动交流</a></div><div class="dqwz">当前位置：<a>首页</a> &gt; <a>政务动态</a> &gt; <a>县区动态</a></div>
<div class="xl"><h1>{T}</h1><div class="xx">来源：青石日报 发布时间：2023-04-18 09:00 浏览次数： 【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a> 分享：</div>
<div id="UCAP-CONTENT"><div class="TRS_Editor"><style>.TRS_Editor P{line-height:1.5}</style><P align="justify">　　{1}</P><P>　　{2}</P><P>　　{3}</P></div></div>
<div class="fj">附件：</div><div class="bm"><p>（责任编辑：王小明）</p></div><div class="ewm"><img src=x><p>扫一扫在手机打开当前页</p></div><div>【打印本页】【关闭窗口】</div></div>
<div class="footer"><p>主办：青石县人民政府办公室 承办：青石县大数据局</p><p>网站标识码：1234567890 某ICP备12345678号 某公网安备 12345678号</p><p>建议使用1366*768分辨率</p></div></body></html>"#,
        true,
    ),
    (
        "state of Next.js",
        r#"<!DOCTYPE html><html><head><title>{T}_山水新闻</title></head><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"detailData":{"contentDetail":{"name":"{T}","author":"记者 王小明","pubTime":"2023-04-18 09:00","content":"<p>{1}</p>\n<p>{2}</p>\n<p>{3}</p>\n<p>（责任编辑：王小明）</p>","title":"{T}"},"recommends":[{"title":"邻县签约二十亿元的项目","summary":"邻县昨天签约。"}]}}}}</script></body></html>"#,
        false,
    ),
    (
        "state with escaped tags",
        r#"<!DOCTYPE html><html><head><title>x</title></head><body><div id=app></div><script>window.__INITIAL_STATE__={"article":{"title":"{T}","source":"青石日报","publish_time":"2023-04-18 09:00","body":"\u003Cp\u003E{1}\u003C\u002Fp\u003E\u003Cp\u003E{2}\u003C\u002Fp\u003E\u003Cp\u003E{3}\u003C\u002Fp\u003E"}};(function(){})()</script></body></html>"#,
        false,
    ),
    (
        "tables in tables",
        r#"<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>{T}-青石在线</title></head><body bgcolor=#ffffff><table width=778 border=0 align=center><tr><td><img src=logo.gif></td><td><marquee>欢迎访问青石在线</marquee></td></tr></table>
<table width=778><tr><td width=150 valign=top><table><tr><td><a href=1>新闻中心</a></td></tr><tr><td><a href=2>招商引资</a></td></tr><tr><td><a href=3>项目推介</a></td></tr></table></td><td valign=top><table><tr><td align=center><font size=5><b>{T}</b></font></td></tr><tr><td align=center>2023-04-18 09:00 青石日报 点击：123</td></tr><tr><td class=12v><font>&nbsp;&nbsp;&nbsp;&nbsp;{1}<br><br>&nbsp;&nbsp;&nbsp;&nbsp;{2}<br><br>&nbsp;&nbsp;&nbsp;&nbsp;{3}</font></td></tr><tr><td align=right>[<a href=#>打印本页</a>] [<a>关闭窗口</a>]</td></tr><tr><td>上一篇：<a>邻县签约总投资二十亿元的项目</a><br>下一篇：<a>全市一季度开工项目一百个</a></td></tr></table></td></tr></table><table width=778><tr><td align=center>版权所有 青石在线 E-mail:a@b.example 电话：0000-1234567</td></tr></table></body></html>"#,
        true,
    ),
    (
        "divisions only",
        r#"<html><head><title>{T}</title></head><body><div class=header><div>青石网</div><div><a>新闻</a></div></div><div class=wrap><div class=left><div class=tit>{T}</div><div class=inf>2023年04月18日 09:00 来源：青石日报 作者：王小明</div><div class=txt><div>{1}</div><div>{2}</div><div>{3}</div><div>编辑：王小明</div></div></div><div class=right><div class=h>热点排行</div><div><a>邻县签约总投资二十亿元的项目</a></div><div><a>全市一季度开工项目一百个，总投资二百亿元</a></div></div></div></body></html>"#,
        true,
    ),
    (
        "buttons for comments above the article",
        r#"<html><head><title>{T}|青石网</title></head><body><h1>{T}</h1><div>2023-04-18 09:00 来源：青石日报 <a href=#c>评论（12）</a><a>我要评论</a><a>分享到</a></div><div><p>{1}</p><p>{2}</p><p>{3}</p></div><div class=pl><h3>网友评论</h3><p>这个项目真不错，家门口就能上班了。</p><p>希望早点建成，支持家乡发展，大家都来吧。</p></div></body></html>"#,
        true,
    ),
    (
        "an abstract box",
        r#"<html><head><title>{T}-青石网</title></head><body><h1>{T}</h1><div>2023-04-18 来源：青石日报</div><div class=summary>摘要：青石县举行集中开工仪式，十二个项目开工。</div><div id=zoom><p>{1}</p><p>{2}</p><p>{3}</p></div></body></html>"#,
        true,
    ),
    (
        "an account on a portal",
        r#"<html><head><title>{T}_手机青石网</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"{T}","datePublished":"2023-04-18T09:00:00+08:00"}</script></head><body><header><a>打开APP</a></header><article><h1>{T}</h1><div class=info><span>青石号</span> <span>04-18 09:00</span></div><div class=article-content><p>{1}</p><p>{2}</p><p>{3}</p><p>特别声明：本文由本平台用户上传并发布。</p><p>举报/反馈</p></div></article><section><h2>相关推荐</h2><div><a>邻县签约总投资二十亿元的项目</a><p>邻县昨天签约了一个总投资二十亿元的项目，计划三年建成。</p></div></section><footer>打开客户端，查看更多精彩内容</footer></body></html>"#,
        true,
    ),
    (
        "JSON-LD only",
        r#"<html><head><title>{T}</title><script type="application/ld+json">{"@context":"https://schema.example","@type":"NewsArticle","headline":"{T}","datePublished":"2023-04-18","articleBody":"{1}\n{2}\n{3}"}</script></head><body><div id=root>加载中...</div></body></html>"#,
        false,
    ),
];

fn page(template: &str) -> String {
    let [first, second, third] = PARAGRAPHS;
    template.replace("{T}", TITLE).replace("{1}", first).replace("{2}", second).replace("{3}", third)
}

fn assert_reads(name: &str, text: &str, hint: Hint) {
    let article = extract_article(text, hint, Lexicon::embedded());
    assert_eq!(article.text, PARAGRAPHS.join("\n"), "{name}");
    assert_eq!(article.title.as_deref(), Some(TITLE), "{name}");
    assert_eq!(article.kind, PageKind::Article, "{name}");
    assert!(article.date.is_none_or(|date| date == "2023-04-18"), "{name}");
}

#[test]
fn every_layout_holds_the_same_article() {
    for (name, template, _) in PAGES {
        let page = page(template);
        assert_reads(name, &page, Hint::Unknown);
        assert_reads(name, &page.replace("<div", "<DIV").replace("</div", "</DIV"), Hint::Html);
    }
}

#[test]
fn their_text_without_tags_too() {
    for (name, template, _) in PAGES.iter().filter(|p| p.2) {
        let blocks = explain_blocks(&page(template), Hint::Html, Lexicon::embedded());
        let text: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
        assert_reads(name, &text.join("\n"), Hint::Text);
    }
}

#[test]
fn dates_and_sources_of_layouts() {
    let read = |at: usize| extract_article(&page(PAGES[at].1), Hint::Unknown, Lexicon::embedded());
    assert_eq!(read(0).source.as_deref(), Some("青石县融媒体中心"));
    assert_eq!(read(1).source.as_deref(), Some("青石日报"));
    assert!(PAGES.iter().enumerate().all(|(at, _)| read(at).date.as_deref() == Some("2023-04-18")));
    assert_eq!(read(3).source.as_deref(), Some("青石日报"));
}
