//! Industry label and GB/T 4754-2017 division, from what a project makes.

use crate::lexicon::Lexicon;
use crate::lexicon::industries::{IndustryWord, Trust};
use crate::record::IndustryLabel;

/// An industry and the word that told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Industry {
    /// Label of the closed list in the record specification.
    pub label: IndustryLabel,
    /// Section letter and division, e.g. `C27`, where the word tells it.
    pub code: Option<String>,
    /// The word that decided.
    pub word: String,
    /// Which of the texts held it, by index.
    pub text: usize,
}

/// Longest text that is read as a name, in characters; in a longer one the industries are weighed up.
const NAME: usize = 48;
/// How far behind a word another may stand that turns it (枸杞精深加工), in characters.
const TURN_REACH: usize = 4;

struct Hit<'a> {
    row: &'a IndustryWord,
    label: IndustryLabel,
    word: &'a str,
    end: usize,
}

/// The industry told by the first of `texts` that tells one: product first, then project name, company
/// name, sentence, the article's theme last. A word as firms have it gives way to a better one in the
/// next name; words for kinds of places (产业园) count only where no text says more.
pub fn classify(texts: &[&str], lexicon: &Lexicon) -> Option<Industry> {
    let told = |index: usize, least: Trust| texts.get(index).and_then(|text| in_text(text, index, least, lexicon));
    let first = (0..texts.len()).find_map(|index| told(index, Trust::Firm).map(|found| (index, found)));
    if let Some((index, (trust, found))) = first {
        let name = texts.get(index + 1).is_some_and(|t| t.chars().count() <= NAME);
        let better = if trust == Trust::Firm && name { told(index + 1, Trust::Plain) } else { None };
        return Some(better.map_or(found, |(_, b)| b));
    }
    (0..texts.len()).find_map(|index| told(index, Trust::Weak)).map(|(_, found)| found)
}

/// The industry one text tells with words trusted at least so much.
fn in_text(text: &str, index: usize, least: Trust, lexicon: &Lexicon) -> Option<(Trust, Industry)> {
    let long = text.chars().count() > NAME;
    let least = if long { Trust::Strong } else { least };
    let hits: Vec<Hit<'_>> = hits(text, lexicon).filter(|h| h.row.trust >= least).collect();
    let best = if long { heaviest(&hits) } else { head(&hits, text, &lexicon.industries.making) }?;
    let rest = &text[best.end..];
    // 种植及加工 tells of both; the first stands for it.
    let both = |at: usize| best.word.ends_with(['植', '殖']) && rest[..at].starts_with(['及', '和', '与', '、']);
    let turn = lexicon.industries.turns.iter().find(|t| {
        let at = rest.find(t.word.as_str());
        t.from == best.label && at.is_some_and(|at| rest[..at].chars().count() <= TURN_REACH && !both(at))
    });
    let (label, code) = turn.map_or((best.label, &best.row.code), |t| (t.to, &t.code));
    let industry = Industry { label, code: code.clone(), word: best.word.to_owned(), text: index };
    Some((best.row.trust, industry))
}

fn hits<'a>(text: &'a str, lexicon: &'a Lexicon) -> impl Iterator<Item = Hit<'a>> + 'a {
    lexicon
        .industries
        .hits(text)
        .filter_map(move |(row, start, end)| row.label.map(|label| Hit { row, label, word: &text[start..end], end }))
}

/// The most trusted word of a name; of several the last, since the head noun comes last. What only serves the
/// goods that are made (加工及配送, 生产物流基地) gives way to them.
fn head<'h, 'a>(hits: &'h [Hit<'a>], text: &str, making: &[String]) -> Option<&'h Hit<'a>> {
    let most = hits.iter().map(|h| h.row.trust).max()?;
    let mut told = hits.iter().filter(|h| h.row.trust == most).rev();
    let last = told.next()?;
    let serves = matches!(
        last.label,
        IndustryLabel::Logistics | IndustryLabel::Commerce | IndustryLabel::Education | IndustryLabel::Packaging
    );
    let made = told.next().filter(|h| h.label != last.label && serves);
    let goods = made.filter(|h| {
        let between = &text[h.end..last.end - last.word.len()];
        making.iter().any(|w| between.contains(w.as_str()) || h.word.ends_with(w.as_str()))
    });
    Some(goods.unwrap_or(last))
}

/// The first word of the industry that most words tell; `None` where none has half of them
/// (涵盖新能源、新材料、食品… is no industry).
fn heaviest<'h, 'a>(hits: &'h [Hit<'a>]) -> Option<&'h Hit<'a>> {
    let count = |label| hits.iter().filter(|h| h.label == label).count();
    let most = hits.iter().map(|h| count(h.label)).max()?;
    hits.iter().find(|h| count(h.label) == most).filter(|_| most * 2 >= hits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> &'static str {
        classify(&[text], Lexicon::embedded()).map_or("", |i| i.label.label())
    }

    #[test]
    fn names_of_products_projects_and_firms() {
        let table: &[(&str, &str)] = &[
            (
                "新一代信息技术",
                "半导体 晶圆制造项目 芯片封测 传感器产业园 高精密多层电路板生产线 液晶面板 电容式触摸屏项目 光纤预制棒制造项目 智能手机整机组装 云计算数据中心二期 人工智能算力中心 工业软件研发 高端覆铜板 5G通信基站 电子元器件 物联网产业园 LED封装项目 电子电路铜箔 大数据产业园",
            ),
            (
                "高端装备",
                "工业机器人 数控机床 食品机械 工程机械制造 农机装备产业园 无人机生产基地 精密模具 轴承项目 电梯整机 航空发动机 船舶制造 轨道交通装备 仪器仪表 电线电缆 水处理设备 光伏设备 电气机械 压铸机械设备",
            ),
            (
                "汽车",
                "新能源汽车 汽车零部件产业园 新能源汽车零部件 汽车玻璃 子午线轮胎项目 汽车线束 智能网联汽车 汽车热管理系统 商用车整车 汽车座椅 汽车内饰件 LED汽车灯具",
            ),
            (
                "新能源",
                "光伏组件 锂电池电解液 锂电池隔膜 电池铝箔 负极材料一体化 磷酸铁锂项目 风电场项目 生物质发电 农光互补光伏发电 储能电站 抽水蓄能电站 动力电池 绿氢制取 海上风电 充电桩 硫酸锂深加工",
            ),
            (
                "电力能源",
                "热电联产项目 220千伏变电站 燃煤电厂 天然气管道 智能电网示范工程 煤制油 煤矿改扩建 集中供热工程 LNG接收站",
            ),
            ("新材料", "石墨烯 碳纤维 超硬材料三期 稀土永磁 高分子材料 先进陶瓷 活性炭 可降解材料 新型材料产业园"),
            ("化工", "煤化工 精细化工园 合成氨 钛白粉 聚氯乙烯 农药中间体 环氧树脂 钾肥 尼龙 有机硅"),
            (
                "生物医药",
                "原料药 中药饮片 医疗器械 口服固体制剂 疫苗生产基地 医用耗材 生物医药产业园 某某药业 体外诊断试剂 保健品 创新药",
            ),
            ("医疗康养", "三甲医院 养老院 康养小镇 医养结合项目 康复中心 护理院"),
            ("食品", "预制菜 白酒 肉制品加工 食品添加剂 粮油加工 饮料 速冻食品 山茶油 方便面 屠宰加工 调味品 饲料"),
            ("农业", "蔬菜种植基地 生猪养殖 奶牛牧场 现代农业示范园 水产养殖 食用菌 花卉 肉牛养殖 中药材种植"),
            ("纺织服装", "羊绒衫加工 针织 制鞋 家纺 皮革制品 服装产业园 无缝内衣 箱包"),
            ("家居轻工", "家具 智能家电 玩具 木业 卫浴 日用陶瓷 刨花板 化妆品"),
            ("包装印刷", "造纸 包装材料 印刷 纸箱 瓦楞纸 软包装"),
            ("建材", "水泥 装配式建筑 商品混凝土 瓷砖 石膏板 浮法玻璃 机制砂 混凝土搅拌站"),
            ("冶金", "钢铁 电解铝 不锈钢 铜箔 铝型材 五金 钢结构 镍铁 特钢"),
            (
                "节能环保",
                "污水处理厂 固废循环利用 废旧纺织品循环利用 垃圾焚烧发电 再生资源 危废处置 磷石膏综合利用 动力电池回收",
            ),
            ("物流", "冷链物流园 医药仓储 保税物流中心 仓储物流 快递分拨中心 粮食储备库 电商物流园 医药物流园区"),
            ("商贸", "购物中心 轻纺大市场 农产品批发市场 电子商务 商业综合体 跨境电商产业园 建材市场"),
            ("文旅", "旅游度假区 五星级酒店 主题公园 影视城 体育中心 民宿集群 温泉 动漫城"),
            ("房地产", "住宅小区 棚户区改造 城市综合体 安置房 商务楼 人才公寓"),
            ("基础设施", "高速公路 污水管网 机场扩建 标准厂房 水库 铁路 自来水厂 大桥"),
            ("科教", "职业技术学院 研究院 孵化器 实验学校 研发中心 中试基地 幼儿园"),
            ("现代服务业", "区域总部 呼叫中心 会展中心 金融中心 人力资源产业园"),
            ("采矿", "铁矿 铜矿采选 萤石矿 金矿 多金属矿"),
        ];
        let wrong: Vec<String> = table
            .iter()
            .flat_map(|(wanted, phrases)| phrases.split(' ').map(move |p| (*wanted, p)))
            .filter(|(wanted, phrase)| label(phrase) != *wanted)
            .map(|(wanted, phrase)| format!("{phrase}: wanted {wanted}, found {}", label(phrase)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(table.iter().map(|(_, p)| p.split(' ').count()).sum::<usize>() >= 120);
    }

    #[test]
    fn processing_turns_farming_into_food() {
        for (text, wanted) in [
            ("枸杞精深加工项目", "食品"),
            ("枸杞种植", "农业"),
            ("药用植物种植及加工项目", "农业"),
            ("黄芪种植基地", "农业"),
            ("黄芪精深加工", "生物医药"),
            ("石墨矿精深加工", "新材料"),
            ("蔬菜保鲜库", "物流"),
        ] {
            assert_eq!(label(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_serves_the_goods_gives_way_to_them() {
        for (text, wanted) in [
            ("食用菌精深加工及配送项目", "食品"),
            ("铝型材生产物流基地", "冶金"),
            ("肉制品加工冷链物流项目", "食品"),
            ("农产品冷链物流园", "物流"),
            ("医药仓储物流项目", "物流"),
            ("食品包装项目", "包装印刷"),
            ("锂电池研发中心", "科教"),
        ] {
            assert_eq!(label(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_tells_no_industry() {
        for text in ["", "二期", "高新技术改造项目", "年产2万吨项目", "甲乙集团", "重点项目", "汽车站"]
        {
            assert_eq!(label(text), "", "{text}");
        }
    }

    #[test]
    fn the_first_text_that_tells_decides_and_places_come_last() {
        let lexicon = Lexicon::embedded();
        let found = classify(&["恒泰产业园", "恒泰针织", "一条高速公路边"], lexicon).unwrap();
        assert_eq!((found.label.label(), found.text, found.word.as_str()), ("纺织服装", 1, "针织"));
        let found = classify(&["恒泰产业园"], lexicon).unwrap();
        assert_eq!((found.label.label(), found.word.as_str()), ("基础设施", "产业园"));
        let found = classify(&["", "年产300吨原料药"], lexicon).unwrap();
        assert_eq!((found.code.as_deref(), found.text), (Some("C27"), 1));
    }

    #[test]
    fn long_texts_are_weighed_up() {
        let text = "甲公司自成立以来深耕锂电池领域，产品有动力电池、储能电池与电芯，老厂旁边有一家医院，\
                    今年又在本地扩大生产规模并招收新员工";
        assert_eq!(label(text), "新能源");
        let text = "此次签约的项目涵盖食品、新材料、光伏、物流等多个领域，全部建成投产之后预计年产值将超过一百亿元，\
                    带动就业一万余人";
        assert_eq!(label(text), "");
    }

    /// A guard against regressions, not a measure of accuracy: nine in ten labels told for the names in the
    /// gold files must be right, in each of two halves by hash of the article's id. The word lists were
    /// written with articles of both halves in view.
    #[test]
    fn accuracy_on_gold_names() {
        let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
        let mut halves = [(0_usize, 0_usize, 0_usize); 2];
        for file in ["articles/gold.jsonl", "regional/gold.jsonl", "gold/seeds.jsonl"] {
            let Ok(text) = std::fs::read_to_string(shared.join(file)) else { continue };
            for line in text.lines() {
                let article: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
                let half = usize::from(
                    article["id"].as_str().unwrap_or("").bytes().fold(7_u8, |h, b| h.wrapping_mul(31) ^ b) & 1,
                );
                for record in article["records"].as_array().into_iter().flatten() {
                    tally(record, half, &mut halves);
                }
            }
        }
        for (half, (right, wrong, silent)) in halves.iter().enumerate() {
            println!("half {half}: {right} right, {wrong} wrong, {silent} silent");
            let told = right + wrong;
            assert!(told == 0 || *right * 100 >= told * 90, "half {half}: {right} of {told}");
        }
    }

    fn tally(record: &serde_json::Value, half: usize, halves: &mut [(usize, usize, usize); 2]) {
        let all = |v: &serde_json::Value| -> Vec<String> {
            let one = |v: &serde_json::Value| v.as_str().map(str::to_owned);
            v.as_array().map_or_else(|| one(v).into_iter().collect(), |a| a.iter().filter_map(one).collect())
        };
        let wanted = all(&record["industry"]);
        let name = |key: &str| all(&record[key]).into_iter().next().filter(|n| n != "*").unwrap_or_default();
        let (project, company) = (name("project"), name("company"));
        if wanted.is_empty() || wanted.iter().any(|w| w == "*") || project.is_empty() && company.is_empty() {
            return;
        }
        let tally = &mut halves[half];
        match classify(&[&project, &company], Lexicon::embedded()) {
            Some(found) if wanted.iter().any(|w| w == found.label.label()) => tally.0 += 1,
            Some(found) => {
                tally.1 += 1;
                if half == 0 {
                    println!("{project} | {company}: {} by {}, wanted {wanted:?}", found.label, found.word);
                }
            }
            None => {
                tally.2 += 1;
                if half == 0 {
                    println!("{project} | {company}: silent, wanted {wanted:?}");
                }
            }
        }
    }
}
