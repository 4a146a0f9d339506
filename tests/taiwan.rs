//! News of Taiwan itself keeps its wording and its places; mainland news in Taiwan's wording does not.

use zhaoshang::extract::extract;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::read::RawDocument;

fn document(text: &str) -> RawDocument {
    RawDocument { id: "a.txt".into(), bytes: text.into(), ..RawDocument::default() }
}

/// Invented news as Taiwan's papers write it.
const OF_TAIWAN: [&str; 6] = [
    "曜寰科技斥資新台幣85億元擴建新廠\n曜寰科技今天宣布，將在新竹科學園區龍潭基地興建第三座廠房，總投資新台幣85億元，預計2026年第3季完工量產。\
     經濟部表示，樂見廠商根留台灣，縣府將協助取得建照。",
    "縣府招商簽約 岳霖精機落腳產業園區\n縣長林正寬昨日與岳霖精機簽約，岳霖精機將在嘉義縣馬稠後產業園區投資12億元設廠，\
     縣議員出席觀禮。縣府表示，園區招商率已逾八成。",
    "中部科學園區擴建案動土\n中科管理局今日舉行二期擴建動土典禮，行政院副院長出席。睿昇光電將進駐並投資30億元，台中市政府表示，園區專案完工後年產值上看兆元。",
    "台商回台 立泓金屬投資22億\n投資台灣事務所通過立泓金屬等3家企業擴大投資案，立泓金屬將在高雄市和發產業園區建置智慧化產線，投資約22億元。",
    "加工出口區更名後首案\n經濟部產業園區管理局核准允翔電子進駐屏東科技產業園區，投資新臺幣9億元，導入智慧製造，屏東縣長到場致意。",
    "促參案簽約 民間投資44億\n財政部頒發招商卓越獎，新北市政府完成8件促參案簽約，民間投資金額44億元，議會副議長出席。",
];

#[test]
fn news_of_taiwan_is_not_turned_into_mainland_parks() {
    let mut records = 0;
    for text in OF_TAIWAN {
        let extraction = extract(&document(text), Lexicon::embedded());
        assert!(extraction.text.taiwan, "{text}");
        for record in extraction.into_records() {
            records += 1;
            let place = record.province.as_deref();
            assert!(matches!(place, None | Some("台湾省")), "{place:?} {record:#?}");
            let told = record.park.as_deref().is_none_or(|park| text_has(text, park));
            assert!(told, "{record:#?}");
        }
    }
    assert!(records >= 3, "{records}");
}

/// Whether a traditional text has a name, character for character.
fn text_has(text: &str, name: &str) -> bool {
    zhaoshang::normalize::to_simplified(text).contains(name)
}

/// Mainland news as rules put it into Taiwan's wording, and as reprints in Taiwan and Hong Kong write it.
const OF_THE_MAINLAND: [(&str, &str); 5] = [
    (
        "宿州經開區集中簽約專案12個\n近日，宿州經濟技術開發區舉行專案簽約儀式，簽約專案12個，協定投資額35億元，其中凌川智慧裝置製造專案投資6億元。",
        "智能设备制造项目",
    ),
    (
        "淮北高新區資訊技術產業陞級\n淮北高新區打造新一代資訊技術產業叢集，凌川軟體產業園專案投入營運，總投資8億元，推動高品質發展。",
        "信息技术产业集群",
    ),
    (
        "平台中心落戶合肥\n合肥高新區雲端計算平台中心專案開工，河南投資集團出資20億元，高新北區同步建設，支援網際網路企業。",
        "云计算平台中心项目",
    ),
    (
        "陸企凌川新材擴產\n凌川新材在滁州經開區的奈米材料產線昨日動土典禮，總投資人民幣15億元，專案預計明年投產，資料中心同步建設。",
        "纳米材料产线昨日开工仪式",
    ),
    (
        "蚌埠高新區項目開工\n蚌埠高新區凌川科技的智慧工廠項目開工，總投資10億元，生產傳感器芯片，信息化水平國內領先。",
        "智慧工厂项目",
    ),
];

#[test]
fn mainland_news_in_taiwan_wording_is_read_in_its_own() {
    for (text, wanted) in OF_THE_MAINLAND {
        let extraction = extract(&document(text), Lexicon::embedded());
        assert!(!extraction.text.taiwan, "{text}");
        assert!(extraction.text.text.contains(wanted), "{wanted} in {}", extraction.text.text);
        assert!(extraction.into_records().iter().all(|r| r.province.as_deref() != Some("台湾省")), "{text}");
    }
}
